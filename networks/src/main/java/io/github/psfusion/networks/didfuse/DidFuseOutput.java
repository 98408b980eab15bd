// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.didfuse;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.color.ColorRecomposition;
import io.github.psfusion.imaging.color.EightBit;
import io.github.psfusion.imaging.color.YCbCr;
import io.github.psfusion.networks.inference.OutputStep;
import java.util.Optional;

/**
 * Gray results as the authors write them, rounded; color results as VIF-Benchmark writes them, recomposed in float and truncated to 8 bits.
 */
final class DidFuseOutput implements OutputStep {
    @Override
    public Image compose(Plane luminance, Optional<ColorImage> colors) {
        if (colors.isEmpty()) {
            return luminance;
        }
        ColorImage image = ColorRecomposition.recompose(luminance, YCbCr.chroma(colors.get()));
        return new ColorImage(
                EightBit.truncated(image.red()), EightBit.truncated(image.green()), EightBit.truncated(image.blue()));
    }
}
