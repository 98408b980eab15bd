/** The pairs that commands work on, as options name them. */
@NullMarked
package io.github.psfusion.cli.pairs;

import org.jspecify.annotations.NullMarked;
