// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.u2fusion;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.color.EightBit;
import io.github.psfusion.networks.inference.OutputStep;
import java.util.List;

/**
 * The output of the authors' script: colors are joined, then the samples of all channels together are scaled so that the greatest is level
 * 255, {@code floor(min(max(v 255 / greatest, 0), 255) + 0.5)}. An image without positive samples is not scaled.
 */
final class MaximumStretch implements OutputStep {
    @Override
    public Image finish(Image image) {
        List<Plane> planes = image instanceof ColorImage color
                ? List.of(color.red(), color.green(), color.blue())
                : List.of(image.luminance());
        float greatest = 0;
        for (Plane plane : planes) {
            for (float sample : plane.toArray()) {
                greatest = Math.max(greatest, sample);
            }
        }
        if (greatest == 0) {
            return image;
        }
        double scale = EightBit.MAX / (double) greatest;
        List<Plane> scaled = planes.stream().map(plane -> scaled(plane, scale)).toList();
        return scaled.size() == 1 ? scaled.get(0) : new ColorImage(scaled.get(0), scaled.get(1), scaled.get(2));
    }

    private static Plane scaled(Plane plane, double scale) {
        float[] samples = plane.toArray();
        for (int i = 0; i < samples.length; i++) {
            double level = Math.min(Math.max(samples[i] * scale, 0), EightBit.MAX);
            samples[i] = (float) Math.floor(level + 0.5) / EightBit.MAX;
        }
        return Plane.wrap(plane.width(), plane.height(), samples);
    }
}
