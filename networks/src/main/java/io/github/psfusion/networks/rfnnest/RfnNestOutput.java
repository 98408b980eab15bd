// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.rfnnest;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.Rounding;
import io.github.psfusion.networks.inference.EightBitOutput;
import io.github.psfusion.networks.inference.OutputStep;
import java.util.Optional;

/**
 * The output of the authors' program: the luminance is stretched so that the least sample is 0 and the greatest almost 1, {@code (v -
 * least) / (greatest - least + 1e-5)} of levels, and truncated to 8 bits.
 */
final class RfnNestOutput implements OutputStep {
    private static final float LEVELS = 255;
    private static final float EPSILON = 1e-5f;

    private final EightBitOutput levels = new EightBitOutput(Rounding.TRUNCATE, Rounding.TRUNCATE);

    @Override
    public Plane luminance(Plane computed) {
        float[] samples = computed.toArray();
        float least = Float.POSITIVE_INFINITY;
        float greatest = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < samples.length; i++) {
            samples[i] *= LEVELS;
            least = Math.min(least, samples[i]);
            greatest = Math.max(greatest, samples[i]);
        }
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (samples[i] - least) / (greatest - least + EPSILON);
        }
        return Plane.wrap(computed.width(), computed.height(), samples);
    }

    @Override
    public Image compose(Plane luminance, Optional<ColorImage> colors) {
        return levels.compose(luminance, colors);
    }
}
