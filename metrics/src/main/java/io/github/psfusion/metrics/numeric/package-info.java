/** Histograms, sums, windowed moments and spectra of images, on which metrics are built. No class here depends on a metric. */
@NullMarked
package io.github.psfusion.metrics.numeric;

import org.jspecify.annotations.NullMarked;
