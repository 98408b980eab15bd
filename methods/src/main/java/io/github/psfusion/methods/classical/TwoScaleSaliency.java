// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods.classical;

import io.github.psfusion.imaging.numeric.DoubleImage;
import io.github.psfusion.methods.MethodOptionException;
import io.github.psfusion.methods.MethodOptions;
import java.util.Map;

/**
 * Two-scale fusion by saliency (TIF): bases averaged, details weighted by how much mean and median differ.
 *
 * <pre>
 * base = mean over 35 x 35,   detail = image - base
 * saliency = (base - median over 3 x 3)^2,   weights: saliency over the sum of both
 * </pre>
 *
 * <p>D. P. Bavirisetti, R. Dhuli, "Two-scale image fusion of visible and infrared images using saliency detection", Infrared Physics
 * and Technology 76, 2016. Option {@code radius}: of the mean, 17. Where neither image is salient both details count half (0 / 0 in
 * the authors' program). Deviation: beyond the border the edge is repeated; in that program the mean continues at the opposite border
 * and the median sees black.
 */
public final class TwoScaleSaliency extends ClassicalMethod {
    private static final int RADIUS = 17;
    private static final int MAX_RADIUS = 1000;

    /** For {@link java.util.ServiceLoader}. */
    public TwoScaleSaliency() {
        super(
                "two-scale",
                "two-scale fusion by saliency (TIF)",
                "D. P. Bavirisetti, R. Dhuli, Two-scale image fusion of visible and infrared images using saliency detection,"
                        + " Infrared Phys. Technol. 76, 2016",
                "radius");
    }

    @Override
    FusionRule rule(MethodOptions options, Map<String, String> effective) throws MethodOptionException {
        int radius = options.integer("radius", 1, MAX_RADIUS, RADIUS);
        effective.put("radius", Integer.toString(radius));
        return (infrared, visible) -> fuse(infrared, visible, radius);
    }

    private static DoubleImage fuse(DoubleImage infrared, DoubleImage visible, int radius) {
        DoubleImage infraredBase = Filters.mean(infrared, radius);
        DoubleImage visibleBase = Filters.mean(visible, radius);
        DoubleImage share = saliency(infrared, infraredBase)
                .combine(saliency(visible, visibleBase), (a, b) -> a + b > 0 ? a / (a + b) : 0.5);
        DoubleImage infraredDetail = infrared.minus(infraredBase);
        DoubleImage visibleDetail = visible.minus(visibleBase);
        DoubleImage detail = share.times(infraredDetail.minus(visibleDetail)).plus(visibleDetail);
        return infraredBase.average(visibleBase).plus(detail);
    }

    private static DoubleImage saliency(DoubleImage image, DoubleImage base) {
        return base.combine(Filters.median(image), (mean, median) -> (mean - median) * (mean - median));
    }
}
