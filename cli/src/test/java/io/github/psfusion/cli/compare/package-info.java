/** Tests of the parts of {@code compare}. */
@NullMarked
package io.github.psfusion.cli.compare;

import org.jspecify.annotations.NullMarked;
