/** Tests of scores, on drawn images and on metrics that are easily computed by hand. */
@NullMarked
package io.github.psfusion.evaluation;

import org.jspecify.annotations.NullMarked;
