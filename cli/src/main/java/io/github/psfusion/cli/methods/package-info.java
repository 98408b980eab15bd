/** Fusion methods as options name them: how they are opened, and what they need. */
@NullMarked
package io.github.psfusion.cli.methods;

import org.jspecify.annotations.NullMarked;
