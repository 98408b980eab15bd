// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.fuse;

import io.github.psfusion.imaging.ColourImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.colour.ColourRecomposition;
import io.github.psfusion.imaging.colour.YCbCr;
import io.github.psfusion.methods.FusionMethod;
import java.io.IOException;

/** Fuses by any method: makes the fused picture alone. */
final class MethodFuser implements Fuser {
    private final FusionMethod method;
    private final ColourMode colour;

    MethodFuser(FusionMethod method, ColourMode colour) {
        this.method = method;
        this.colour = colour;
    }

    @Override
    public Fused fuse(ImagePair pair) throws IOException {
        return Fused.of(
                colour == ColourMode.GRAY ? method.fuseLuminance(pair) : coloured(method.fuse(pair), pair.visible()));
    }

    /** Grey pictures that were made elsewhere get their colours here; other methods have joined them already. */
    private static Image coloured(Image fused, Image visible) {
        return fused instanceof Plane luminance && visible instanceof ColourImage colours
                ? ColourRecomposition.recompose(luminance, YCbCr.chroma(colours))
                : fused;
    }
}
