/** The published arrangements of data sets, one class each, registered as services. */
@NullMarked
package io.github.psfusion.datasets.layouts;

import org.jspecify.annotations.NullMarked;
