// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.inference;

import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.color.EightBit;

/**
 * The output of programs that store images by SciPy's {@code imsave} of its early versions: the luminance is stretched so that the least
 * sample is level 0 and the greatest level 255, {@code floor((v - least) 255 / (greatest - least) + 0.5)}. Colors are joined
 * afterwards. A constant image is not stretched.
 */
public final class MinMaxStretch implements OutputStep {
    @Override
    public Plane luminance(Plane computed) {
        float[] samples = computed.toArray();
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (float sample : samples) {
            least = Math.min(least, sample);
            greatest = Math.max(greatest, sample);
        }
        if (least == greatest) {
            return computed;
        }
        double scale = EightBit.MAX / (greatest - least);
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) Math.floor((samples[i] - least) * scale + 0.5) / EightBit.MAX;
        }
        return Plane.wrap(computed.width(), computed.height(), samples);
    }
}
