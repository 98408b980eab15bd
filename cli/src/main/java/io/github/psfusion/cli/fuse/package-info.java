/** The command {@code fuse}: its options and its report; the work is done by {@code pipeline}. */
@NullMarked
package io.github.psfusion.cli.fuse;

import org.jspecify.annotations.NullMarked;
