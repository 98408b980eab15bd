// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods.classical;

import io.github.psfusion.imaging.numeric.Border;
import io.github.psfusion.imaging.numeric.DoubleImage;
import io.github.psfusion.imaging.numeric.SeparableFilter;
import io.github.psfusion.methods.MethodOptionException;
import io.github.psfusion.methods.MethodOptions;
import java.util.Map;

/**
 * Guided-filter fusion (GFF): base and detail of each image, weighted by saliency that the guided filter binds to the edges of
 * the image.
 *
 * <pre>
 * base  = mean over 31 x 31,   detail = image - base
 * saliency = Gaussian 11 x 11, sigma 5, of |Laplacian 3 x 3|
 * chosen = 1 where no other image's saliency is larger, else 0
 * weights = guided filter of chosen by the image: r 45, eps 0.3 for bases; r 7, eps 1e-6 for details
 *           cut to [0, 1], then their sum made 1
 * </pre>
 *
 * <p>S. Li, X. Kang, J. Hu, "Image fusion with guided filtering", IEEE Transactions on Image Processing 22(7), 2013. Beyond the border
 * the edge is repeated; the guided filter cuts its windows there. Options: {@code base-radius}, {@code base-epsilon},
 * {@code detail-radius}, {@code detail-epsilon}. Deviations from the authors' program, which rounds weights to 256 levels and gives
 * equal saliencies to the first image: weights are not rounded, and equal saliencies are chosen in both, as in the paper's formula.
 */
public final class GuidedFilterFusion extends ClassicalMethod {
    private static final int MEAN_RADIUS = 15;
    private static final SeparableFilter GAUSSIAN = SeparableFilter.gaussian(11, 5);
    private static final int BASE_RADIUS = 45;
    private static final double BASE_EPSILON = 0.3;
    private static final int DETAIL_RADIUS = 7;
    private static final double DETAIL_EPSILON = 1e-6;
    private static final int MAX_RADIUS = 1000;
    private static final double LEAST_EPSILON = 1e-9;

    /** For {@link java.util.ServiceLoader}. */
    public GuidedFilterFusion() {
        super(
                "guided-filter",
                "guided-filter fusion (GFF)",
                "S. Li, X. Kang, J. Hu, Image fusion with guided filtering, IEEE Trans. Image Process. 22(7), 2013",
                "base-radius",
                "base-epsilon",
                "detail-radius",
                "detail-epsilon");
    }

    private record Guide(int radius, double epsilon) {
        GuidedFilter of(DoubleImage image) {
            return new GuidedFilter(image, radius, epsilon);
        }
    }

    @Override
    FusionRule rule(MethodOptions options, Map<String, String> effective) throws MethodOptionException {
        Guide base = guide(options, effective, "base", new Guide(BASE_RADIUS, BASE_EPSILON));
        Guide detail = guide(options, effective, "detail", new Guide(DETAIL_RADIUS, DETAIL_EPSILON));
        return (infrared, visible) -> fuse(infrared, visible, base, detail);
    }

    private static Guide guide(MethodOptions options, Map<String, String> effective, String layer, Guide otherwise)
            throws MethodOptionException {
        int radius = options.integer(layer + "-radius", 1, MAX_RADIUS, otherwise.radius);
        double epsilon = options.number(layer + "-epsilon", LEAST_EPSILON, 1, otherwise.epsilon);
        effective.put(layer + "-radius", Integer.toString(radius));
        effective.put(layer + "-epsilon", Double.toString(epsilon));
        return new Guide(radius, epsilon);
    }

    private static DoubleImage fuse(DoubleImage infrared, DoubleImage visible, Guide base, Guide detail) {
        DoubleImage infraredSaliency = saliency(infrared);
        DoubleImage visibleSaliency = saliency(visible);
        DoubleImage infraredChosen = infraredSaliency.combine(visibleSaliency, (a, b) -> a >= b ? 1 : 0);
        DoubleImage visibleChosen = infraredSaliency.combine(visibleSaliency, (a, b) -> b >= a ? 1 : 0);
        DoubleImage infraredBase = Filters.mean(infrared, MEAN_RADIUS);
        DoubleImage visibleBase = Filters.mean(visible, MEAN_RADIUS);
        DoubleImage bases = weighted(
                base.of(infrared).filter(infraredChosen),
                infraredBase,
                base.of(visible).filter(visibleChosen),
                visibleBase);
        DoubleImage details = weighted(
                detail.of(infrared).filter(infraredChosen),
                infrared.minus(infraredBase),
                detail.of(visible).filter(visibleChosen),
                visible.minus(visibleBase));
        return bases.plus(details);
    }

    private static DoubleImage saliency(DoubleImage image) {
        return GAUSSIAN.same(Filters.laplacian(image).map(Math::abs), Border.REPLICATE);
    }

    /** Returns the mean weighted by weights cut to [0, 1]; the plain one where both are 0. */
    private static DoubleImage weighted(
            DoubleImage firstWeight, DoubleImage first, DoubleImage secondWeight, DoubleImage second) {
        DoubleImage share = firstWeight.combine(secondWeight, (a, b) -> {
            double weight = cut(a);
            double sum = weight + cut(b);
            return sum > 0 ? weight / sum : 0.5;
        });
        return share.times(first.minus(second)).plus(second);
    }

    private static double cut(double weight) {
        return Math.min(Math.max(weight, 0), 1);
    }
}
