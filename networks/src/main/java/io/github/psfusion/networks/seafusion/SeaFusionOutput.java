// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.seafusion;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.color.EightBit;
import io.github.psfusion.networks.inference.OutputStep;
import java.util.List;

/**
 * The output of the authors' test script: the samples of all channels of the image are stretched together so that the least is 0 and the
 * greatest 1, and truncated to 8 bits. A constant image is not stretched.
 */
final class SeaFusionOutput implements OutputStep {
    @Override
    public Image finish(Image image) {
        List<Plane> planes = image instanceof ColorImage color
                ? List.of(color.red(), color.green(), color.blue())
                : List.of(image.luminance());
        float least = Float.POSITIVE_INFINITY;
        float greatest = Float.NEGATIVE_INFINITY;
        for (Plane plane : planes) {
            for (float sample : plane.toArray()) {
                least = Math.min(least, clipped(sample));
                greatest = Math.max(greatest, clipped(sample));
            }
        }
        if (least == greatest) {
            return image;
        }
        float from = least;
        float range = greatest - least;
        List<Plane> stretched =
                planes.stream().map(plane -> stretched(plane, from, range)).toList();
        return planes.size() == 1
                ? stretched.get(0)
                : new ColorImage(stretched.get(0), stretched.get(1), stretched.get(2));
    }

    private static Plane stretched(Plane plane, float from, float range) {
        float[] samples = plane.toArray();
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (clipped(samples[i]) - from) / range;
        }
        return EightBit.truncated(Plane.wrap(plane.width(), plane.height(), samples));
    }

    private static float clipped(float sample) {
        return Math.min(Math.max(sample, 0f), 1f);
    }
}
