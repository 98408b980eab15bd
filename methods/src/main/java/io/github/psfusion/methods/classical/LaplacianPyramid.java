// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods.classical;

import io.github.psfusion.imaging.numeric.DoubleImage;
import io.github.psfusion.methods.MethodOptionException;
import io.github.psfusion.methods.MethodOptions;
import java.util.List;
import java.util.Map;

/**
 * Fusion by Laplacian pyramids: of each detail {@code G_k - doubled(G_{k+1})} the one of larger magnitude, of the coarsest level
 * the mean.
 *
 * <p>P. J. Burt, E. H. Adelson, "The Laplacian pyramid as a compact image code", IEEE Transactions on Communications 31, 1983;
 * its use for fusion: E. H. Adelson, C. H. Anderson, J. R. Bergen, P. J. Burt, J. M. Ogden, "Pyramid methods in image
 * processing", RCA Engineer 29, 1984. Option {@code levels}: levels of detail, 4; fewer where the image is too small.
 */
public final class LaplacianPyramid extends ClassicalMethod {
    static final int LEVELS = 4;
    static final int MAX_LEVELS = 12;

    /** For {@link java.util.ServiceLoader}. */
    public LaplacianPyramid() {
        super(
                "laplacian",
                "Laplacian pyramid",
                "P. J. Burt, E. H. Adelson, The Laplacian pyramid as a compact image code, IEEE Trans. Commun. 31, 1983",
                "levels");
    }

    @Override
    FusionRule rule(MethodOptions options, Map<String, String> effective) throws MethodOptionException {
        int levels = options.integer("levels", 1, MAX_LEVELS, LEVELS);
        effective.put("levels", Integer.toString(levels));
        return (infrared, visible) -> fuse(infrared, visible, levels);
    }

    private static DoubleImage fuse(DoubleImage infrared, DoubleImage visible, int levels) {
        List<DoubleImage> a = Pyramid.gaussian(infrared, levels);
        List<DoubleImage> b = Pyramid.gaussian(visible, levels);
        int coarsest = a.size() - 1;
        DoubleImage fused = a.get(coarsest).average(b.get(coarsest));
        for (int k = coarsest - 1; k >= 0; k--) {
            DoubleImage detail = detail(a, k).combine(detail(b, k), LaplacianPyramid::larger);
            fused = Pyramid.doubledTo(fused, detail).plus(detail);
        }
        return fused;
    }

    private static DoubleImage detail(List<DoubleImage> levels, int k) {
        return levels.get(k).minus(Pyramid.doubledTo(levels.get(k + 1), levels.get(k)));
    }

    /** Returns the value of larger magnitude; of two equal ones their mean, so that it does not matter which comes first. */
    static double larger(double a, double b) {
        double difference = Math.abs(a) - Math.abs(b);
        if (difference == 0) {
            return (a + b) / 2;
        }
        return difference > 0 ? a : b;
    }
}
