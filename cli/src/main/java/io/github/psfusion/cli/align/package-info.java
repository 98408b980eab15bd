/** The command {@code align}: its options and its report; the work is done by {@code pipeline.alignment}. */
@NullMarked
package io.github.psfusion.cli.align;

import org.jspecify.annotations.NullMarked;
