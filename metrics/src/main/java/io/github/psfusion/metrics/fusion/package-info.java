/** The metrics of fused images, one class each. {@code A} is the infrared, {@code B} the visible, {@code F} the fused image. */
@NullMarked
package io.github.psfusion.metrics.fusion;

import org.jspecify.annotations.NullMarked;
