/** The command {@code profile}: where time and memory go. */
@NullMarked
package io.github.psfusion.cli.profile;

import org.jspecify.annotations.NullMarked;
