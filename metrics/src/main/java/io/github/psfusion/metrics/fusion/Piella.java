// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.fusion;

import io.github.psfusion.imaging.numeric.Border;
import io.github.psfusion.imaging.numeric.DoubleImage;
import io.github.psfusion.imaging.numeric.Gradients;
import io.github.psfusion.imaging.numeric.SeparableFilter;
import io.github.psfusion.metrics.CachedFeature;
import io.github.psfusion.metrics.CachedImage;
import io.github.psfusion.metrics.Direction;
import io.github.psfusion.metrics.MetricDescription;
import io.github.psfusion.metrics.MetricInput;
import io.github.psfusion.metrics.MetricValue;
import io.github.psfusion.metrics.Protocol;
import io.github.psfusion.metrics.numeric.Moments;
import java.util.Locale;

/**
 * The fusion quality indices of Piella and Heijmans, by windows of 8 x 8 at every pixel: {@code q = l q0(A, F) + (1 - l) q0(B, F)}
 * with {@code l = vA / (vA + vB)};
 *
 * <pre>
 * Q  = mean of q
 * Qw = sum of c q / sum of c,  c = max(vA, vB)   (Q where all c are 0)
 * Qe = Qw(A, B, F) Qw(A', B', F'),  ' = Prewitt magnitude with the edge repeated beyond the border
 * </pre>
 *
 * <p>-1 to 1, higher is better; only windows that lie wholly inside, undefined below 8 pixels a side; index {@code q0}:
 * {@link WindowIndex}. Constant F on textured sources: 0; all three equal: 1. {@code legacy} is the toolbox's program: structural
 * similarity under a Gaussian window of 11 taps in the place of {@code q0}, both variances 0.5 where both are 0, Prewitt with a zero
 * border, and for Qe {@code Q} of the images times {@code Qw} of the edges, as its line intends (it uses a variable that is not
 * set). Where both sources are flat but for rounding, the value is undefined. Piella, Heijmans, "A new quality metric for image
 * fusion", ICIP 2003. Reference: the formula; {@code legacy}: the MATLAB toolbox zhengliu6699/imageFusionMetrics.
 */
public final class Piella extends StatedMetric {
    private static final SeparableFilter BOX = SeparableFilter.box(8);

    private static final CachedFeature<CachedImage, Moments> MOMENTS = image -> Moments.of(BOX, image.samples());
    private static final CachedFeature<CachedImage, Moments> EDGE_MOMENTS =
            image -> Moments.of(BOX, edges(image, Border.REPLICATE));
    private static final CachedFeature<CachedImage, Moments> TOOLBOX_EDGE_MOMENTS =
            image -> Moments.of(StructuralSimilarity.WINDOW, edges(image, Border.ZERO));

    private static final CachedFeature<MetricInput, Means> MEANS = images -> Means.of(images, MOMENTS);
    private static final CachedFeature<MetricInput, Means> EDGE_MEANS = images -> Means.of(images, EDGE_MOMENTS);
    private static final CachedFeature<MetricInput, Means> TOOLBOX_MEANS =
            images -> Means.ofToolbox(images, StructuralSimilarity.MOMENTS);
    private static final CachedFeature<MetricInput, Means> TOOLBOX_EDGE_MEANS =
            images -> Means.ofToolbox(images, TOOLBOX_EDGE_MOMENTS);

    private final Kind kind;

    /** Which of the three. */
    public enum Kind {
        /** The plain mean. */
        Q("quality index", "mean of q, q = l q0(A, F) + (1 - l) q0(B, F)"),
        /** Weighted by the variance of the sources. */
        QW("quality index, weighted", "sum of c q / sum of c, c = max(vA, vB)"),
        /** Of images and edges. */
        QE("quality index of edges", "Qw of the images times Qw of their edges");

        private final String title;
        private final String formula;

        Kind(String title, String formula) {
            this.title = title;
            this.formula = formula;
        }
    }

    /** Makes one of the three. */
    public Piella(Kind kind) {
        super(
                new MetricDescription(
                        kind == Kind.Q ? "Q" : "Q" + kind.name().substring(1).toLowerCase(Locale.ROOT),
                        kind.title,
                        Direction.HIGHER_IS_BETTER,
                        -1,
                        1,
                        BOX.size(),
                        kind.formula,
                        "Piella, Heijmans, ICIP (2003)"),
                Protocol.LEGACY);
        this.kind = kind;
    }

    private static DoubleImage edges(CachedImage image, Border border) {
        return Gradients.prewitt(image.samples(), border).magnitude();
    }

    @Override
    int smallestSide(Protocol protocol) {
        return protocol == Protocol.LEGACY ? StructuralSimilarity.WINDOW.size() : BOX.size();
    }

    @Override
    MetricValue measure(MetricInput images, Protocol protocol) {
        boolean legacy = protocol == Protocol.LEGACY;
        Means means = images.feature(legacy ? TOOLBOX_MEANS : MEANS);
        double value = switch (kind) {
            case Q -> means.plain;
            case QW -> means.weighted;
            case QE ->
                legacy
                        ? means.plain * images.feature(TOOLBOX_EDGE_MEANS).weighted
                        : means.weighted * images.feature(EDGE_MEANS).weighted;
        };
        // Only the toolbox's form leaves a place without a value.
        return Double.isNaN(value)
                ? MetricValue.undefined("both sources are flat in one window, where the toolbox returns rounding noise")
                : MetricValue.of(value);
    }

    /**
     * Both means of q over all windows.
     *
     * @param plain each window weighing the same; NaN where rounding noise would decide it
     * @param weighted each window weighing the larger variance of the sources; likewise
     */
    private record Means(double plain, double weighted) {
        static Means of(MetricInput images, CachedFeature<CachedImage, Moments> moments) {
            Moments a = images.a().feature(moments);
            Moments b = images.b().feature(moments);
            Moments f = images.f().feature(moments);
            return of(WindowIndex.variances(a), WindowIndex.variances(b), WindowIndex.of(a, f), WindowIndex.of(b, f));
        }

        static Means ofToolbox(MetricInput images, CachedFeature<CachedImage, Moments> moments) {
            Moments a = images.a().feature(moments);
            Moments b = images.b().feature(moments);
            Moments f = images.f().feature(moments);
            double[] va = a.variance().values().clone();
            double[] vb = b.variance().values().clone();
            for (int i = 0; i < va.length; i++) {
                if (va[i] == 0 && vb[i] == 0) {
                    va[i] = 0.5;
                    vb[i] = 0.5;
                } else if (va[i] < WindowIndex.FLAT && vb[i] < WindowIndex.FLAT) {
                    return new Means(Double.NaN, Double.NaN);
                }
            }
            return of(va, vb, SimilarityIndex.OF_LEVELS.map(a, f), SimilarityIndex.OF_LEVELS.map(b, f));
        }

        private static Means of(double[] va, double[] vb, double[] ofA, double[] ofB) {
            double sum = 0;
            double weightedSum = 0;
            double weights = 0;
            for (int i = 0; i < va.length; i++) {
                double share = WindowIndex.share(va[i], vb[i]);
                double q = share * ofA[i] + (1 - share) * ofB[i];
                double weight = Math.max(va[i], vb[i]);
                sum += q;
                weightedSum += weight * q;
                weights += weight;
            }
            double plain = sum / va.length;
            return new Means(plain, weights == 0 ? plain : weightedSum / weights);
        }
    }
}
