/** Tests of the common parts of weight files. */
@NullMarked
package io.github.psfusion.weights;

import org.jspecify.annotations.NullMarked;
