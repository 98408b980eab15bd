// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.inference;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.Rounding;
import io.github.psfusion.imaging.color.EightBit;
import io.github.psfusion.imaging.color.OpenCvColor;
import java.util.Optional;

/**
 * The output of programs that go through 8 bits: the luminance is clipped to [0, 1]; a color image gets it in place of the Y of the
 * visible image's YCrCb of 8 bits, by OpenCV's integer formulas.
 *
 * @param gray how a gray result becomes levels; with {@link Rounding#NEAREST} its samples stay as they are, since files are rounded
 * @param color how the luminance of a color result becomes levels
 */
public record EightBitOutput(Rounding gray, Rounding color) implements OutputStep {
    @Override
    public Plane luminance(Plane computed) {
        float[] samples = computed.toArray();
        for (int i = 0; i < samples.length; i++) {
            samples[i] = Math.min(Math.max(samples[i], 0f), 1f);
        }
        return Plane.wrap(computed.width(), computed.height(), samples);
    }

    @Override
    public Image compose(Plane luminance, Optional<ColorImage> colors) {
        if (colors.isPresent()) {
            return OpenCvColor.recompose(levels(luminance, color), colors.get());
        }
        return levels(luminance, gray);
    }

    private static Plane levels(Plane plane, Rounding rounding) {
        return rounding == Rounding.TRUNCATE ? EightBit.truncated(plane) : plane;
    }
}
