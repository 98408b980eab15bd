/** Numbers in a plane and what metrics need of them: windows, gradients, histograms. Nothing here knows a metric. */
@NullMarked
package io.github.psfusion.metrics.numeric;

import org.jspecify.annotations.NullMarked;
