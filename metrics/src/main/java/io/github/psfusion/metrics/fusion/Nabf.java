// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.fusion;

import io.github.psfusion.imaging.numeric.Border;
import io.github.psfusion.imaging.numeric.Gradients;
import io.github.psfusion.metrics.CachedFeature;
import io.github.psfusion.metrics.CachedImage;
import io.github.psfusion.metrics.Direction;
import io.github.psfusion.metrics.MetricDescription;
import io.github.psfusion.metrics.MetricInput;
import io.github.psfusion.metrics.MetricValue;
import io.github.psfusion.metrics.Protocol;

/**
 * Edge artifacts, which the fusion adds: {@code Nabf = sum over pixels with gF > gA and gF > gB of ((1 - QA) wA + (1 - QB) wB), divided
 * by sum(wA + wB) over all pixels}.
 *
 * <p>Per image, with a mirror border (a side of 1 is repeated): {@code gv} = (right minus left) / 8 and {@code gh} = (below
 * minus above) / 8, both smoothed with (1, 2, 1); strength {@code g = sqrt(gv^2 + gh^2)}; orientation
 * {@code a = arctan(gv / gh)}, +-pi/2 where only gh is 0, 0 where both are. Per source S: {@code G} the smaller over the larger
 * of {@code gS, gF}, 0 if either is 0; {@code T = | |aS - aF| - pi/2 | 2/pi};
 * {@code QS = sqrt(0.9999 / (1 + exp(-19 (G - 0.5))) * 0.9995 / (1 + exp(-22 (T - 0.5))))}; the weight wS is {@code gS^1.5}
 * where {@code gS >= 2}, else 0.001.
 *
 * <p>0 to 1, lower is better. The same terms give the share of edges transferred and, over the other pixels, the share
 * lost; the three add up to 1. Constant images have no artifacts: 0. It has no form under {@code legacy} and
 * {@code authors2022} (whose authors pass the arguments in another order than the function takes them). Shreyamsha Kumar,
 * "Multifocus and multispectral image fusion based on pixel significance using discrete cosine harmonic wavelet transform",
 * Signal, Image and Video Processing 7, 2013, after Petrovic. Reference: that author's MATLAB program.
 */
public final class Nabf extends StatedMetric {
    private static final double SOBEL = 8;
    private static final double STRENGTH_MAX = 0.9999;
    private static final double STRENGTH_SLOPE = 19;
    private static final double ORIENTATION_MAX = 0.9995;
    private static final double ORIENTATION_SLOPE = 22;
    private static final double CENTER = 0.5;
    private static final double STRONG = 2;
    private static final double WEIGHT_OF_WEAK = 0.001;
    private static final double POWER_OF_STRONG = 1.5;

    private static final CachedFeature<CachedImage, Gradients> GRADIENTS =
            image -> Gradients.sobel(image.samples(), Border.MIRROR);

    /** Makes the metric. */
    public Nabf() {
        super(new MetricDescription(
                "Nabf",
                "edge artifacts added by the fusion",
                Direction.LOWER_IS_BETTER,
                0,
                1,
                1,
                "sum where gF > gA, gB of ((1 - QA) wA + (1 - QB) wB) / sum(wA + wB)",
                "Shreyamsha Kumar, Signal Image Video Process. 7, 1125 (2013)"));
    }

    @Override
    MetricValue measure(MetricInput images, Protocol protocol) {
        return MetricValue.of(shares(images).artifacts());
    }

    /**
     * The shares of the edges of the sources; the three add up to 1.
     *
     * @param transferred share that the fused image has
     * @param lost share that it lacks, where it is not stronger than both sources
     * @param artifacts share that comes from neither source
     */
    record Shares(double transferred, double lost, double artifacts) {}

    static Shares shares(MetricInput images) {
        Gradients infrared = images.a().feature(GRADIENTS);
        Gradients visible = images.b().feature(GRADIENTS);
        Gradients fused = images.f().feature(GRADIENTS);
        double kept = 0;
        double lost = 0;
        double artifacts = 0;
        double all = 0;
        for (int i = 0; i < fused.x().size(); i++) {
            Edge a = Edge.at(infrared, i);
            Edge b = Edge.at(visible, i);
            Edge f = Edge.at(fused, i);
            double weightOfA = a.weight();
            double weightOfB = b.weight();
            double weights = weightOfA + weightOfB;
            double preserved = f.preserved(a) * weightOfA + f.preserved(b) * weightOfB;
            all += weights;
            kept += preserved;
            if (f.strength > a.strength && f.strength > b.strength) {
                artifacts += weights - preserved;
            } else {
                lost += weights - preserved;
            }
        }
        return new Shares(kept / all, lost / all, artifacts / all);
    }

    private record Edge(double strength, double acrossRow, double downColumn) {
        static Edge at(Gradients gradients, int index) {
            double vertical = gradients.x().values()[index] / SOBEL;
            double horizontal = gradients.y().values()[index] / SOBEL;
            return new Edge(Math.sqrt(vertical * vertical + horizontal * horizontal), vertical, horizontal);
        }

        double weight() {
            return strength >= STRONG ? Math.pow(strength, POWER_OF_STRONG) : WEIGHT_OF_WEAK;
        }

        double orientation() {
            if (downColumn == 0) {
                return Math.signum(acrossRow) * (Math.PI / 2);
            }
            return Math.atan(acrossRow / downColumn);
        }

        /** Returns how much this edge, of the fused image, keeps of a source's. */
        double preserved(Edge source) {
            double larger = Math.max(strength, source.strength);
            double ratio = larger == 0 ? 0 : Math.min(strength, source.strength) / larger;
            double agreement = Math.abs(Math.abs(source.orientation() - orientation()) - Math.PI / 2) * (2 / Math.PI);
            double ofStrength = STRENGTH_MAX / (1 + Math.exp(-STRENGTH_SLOPE * (ratio - CENTER)));
            double ofOrientation = ORIENTATION_MAX / (1 + Math.exp(-ORIENTATION_SLOPE * (agreement - CENTER)));
            return Math.sqrt(ofStrength * ofOrientation);
        }
    }
}
