// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods.classical;

import io.github.psfusion.imaging.numeric.DoubleImage;
import io.github.psfusion.methods.MethodOptionException;
import io.github.psfusion.methods.MethodOptions;
import java.util.List;
import java.util.Map;

/**
 * Fusion by ratio-of-low-pass pyramids: of each contrast {@code G_k / doubled(G_{k+1})} the one farther from 1, of the coarsest
 * level the mean.
 *
 * <p>A. Toet, "Image fusion by a ratio of low-pass pyramid", Pattern Recognition Letters 9, 1989. Deviation: one gray level is
 * added before and taken off afterwards, since the paper does not define the contrast of something on black. Bright spots on
 * black still come out strong: that belongs to the method. Option {@code levels}: levels of contrast, 4; fewer where the image is
 * too small.
 */
public final class RatioPyramid extends ClassicalMethod {
    private static final double LIFT = 1 / 255.0;

    /** For {@link java.util.ServiceLoader}. */
    public RatioPyramid() {
        super(
                "ratio-pyramid",
                "ratio-of-low-pass pyramid",
                "A. Toet, Image fusion by a ratio of low-pass pyramid, Pattern Recognit. Lett. 9, 1989",
                "levels");
    }

    @Override
    FusionRule rule(MethodOptions options, Map<String, String> effective) throws MethodOptionException {
        int levels = options.integer("levels", 1, LaplacianPyramid.MAX_LEVELS, LaplacianPyramid.LEVELS);
        effective.put("levels", Integer.toString(levels));
        return (infrared, visible) -> fuse(infrared, visible, levels);
    }

    private static DoubleImage fuse(DoubleImage infrared, DoubleImage visible, int levels) {
        List<DoubleImage> a = Pyramid.gaussian(infrared.map(v -> v + LIFT), levels);
        List<DoubleImage> b = Pyramid.gaussian(visible.map(v -> v + LIFT), levels);
        int coarsest = a.size() - 1;
        DoubleImage fused = a.get(coarsest).average(b.get(coarsest));
        for (int k = coarsest - 1; k >= 0; k--) {
            DoubleImage contrast = contrast(a, k).combine(contrast(b, k), LaplacianPyramid::larger);
            fused = Pyramid.doubledTo(fused, contrast).times(contrast.map(c -> c + 1));
        }
        return fused.map(v -> v - LIFT);
    }

    /** Returns the ratio less 1. */
    private static DoubleImage contrast(List<DoubleImage> levels, int k) {
        return levels.get(k)
                .combine(Pyramid.doubledTo(levels.get(k + 1), levels.get(k)), (fine, coarse) -> fine / coarse - 1);
    }
}
