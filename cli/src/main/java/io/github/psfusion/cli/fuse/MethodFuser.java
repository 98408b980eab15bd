// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.fuse;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.color.ColorRecomposition;
import io.github.psfusion.imaging.color.YCbCr;
import io.github.psfusion.methods.FusionMethod;
import java.io.IOException;

/** Fuses by any method: makes the fused image alone. */
final class MethodFuser implements Fuser {
    private final FusionMethod method;
    private final ColorMode color;

    MethodFuser(FusionMethod method, ColorMode color) {
        this.method = method;
        this.color = color;
    }

    @Override
    public Fused fuse(ImagePair pair) throws IOException {
        return Fused.of(
                color == ColorMode.GRAY ? method.fuseLuminance(pair) : colored(method.fuse(pair), pair.visible()));
    }

    /** Gray images that were made elsewhere get their colors here; other methods have joined them already. */
    private static Image colored(Image fused, Image visible) {
        return fused instanceof Plane luminance && visible instanceof ColorImage colors
                ? ColorRecomposition.recompose(luminance, YCbCr.chroma(colors))
                : fused;
    }
}
