/** The metrics of fused pictures, one class each. {@code A} is the infrared, {@code B} the visible, {@code F} the fused picture. */
@NullMarked
package io.github.psfusion.metrics.fusion;

import org.jspecify.annotations.NullMarked;
