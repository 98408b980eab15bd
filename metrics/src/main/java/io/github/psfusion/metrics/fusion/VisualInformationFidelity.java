// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.fusion;

import io.github.psfusion.imaging.numeric.DoubleImage;
import io.github.psfusion.imaging.numeric.SeparableFilter;
import io.github.psfusion.metrics.CachedFeature;
import io.github.psfusion.metrics.CachedImage;
import io.github.psfusion.metrics.Direction;
import io.github.psfusion.metrics.MetricDescription;
import io.github.psfusion.metrics.MetricInput;
import io.github.psfusion.metrics.MetricValue;
import io.github.psfusion.metrics.Protocol;
import io.github.psfusion.metrics.numeric.LogSum;
import io.github.psfusion.metrics.numeric.Moments;
import java.util.ArrayList;
import java.util.List;

/**
 * Visual information fidelity in the pixel domain, of F against A <em>plus</em> of F against B: for each source
 * {@code sum log(1 + g^2 v1 / (s + 2)) / sum log(1 + v1 / 2)} over all windows of four scales, where {@code v1, v2, c} are
 * variances and covariance of source and fused image in a window, {@code g = c / (v1 + 1e-10)} the gain and
 * {@code s = v2 - g c} the noise that the fusion added, and 2 the noise variance of the eye.
 *
 * <p>At least 0, about 2 if all three are equal, higher is better. Scales and border: {@link FidelityScales}; only windows
 * that lie wholly inside, all four scales from 41 pixels a side on, undefined below 17. A window whose source or fused
 * image is flat, or whose gain is negative, conveys nothing. A constant F has 0, but a constant source loses nothing and
 * adds 1. {@code legacy} is the same, undefined below 41 (the published program returns nonsense there). Under
 * {@code authors2022} squares and products are cut at 255 at the first scale. Sheikh, Bovik, "Image information and visual
 * quality", IEEE Transactions on Image Processing 15, 2006. Reference: the MATLAB evaluation of PSFusion's authors
 * (Linfeng-Tang/Evaluation-for-Image-Fusion), today's and that before 2023-03-03; {@code legacy}: the Python evaluator of
 * MMIF-CDDFuse, which calls it VIFF.
 */
public final class VisualInformationFidelity extends StatedMetric {
    /** Noise variance of the visual system, of Sheikh and Bovik's program. */
    private static final double NOISE = 2;

    private static final double WHITE = 255;

    /** Lifts every variance that is not 0 above anything that a gain can make of a variance. */
    private static final double ANYTHING = 1e30;

    private static final CachedFeature<CachedImage, Double> INFORMATION =
            image -> information(FidelityScales.of(image));

    /** Makes the metric. */
    public VisualInformationFidelity() {
        super(
                new MetricDescription(
                        "VIF",
                        "visual information fidelity, sum of both sources",
                        Direction.HIGHER_IS_BETTER,
                        0,
                        Double.POSITIVE_INFINITY,
                        FidelityScales.SMALLEST_SIDE,
                        "vif(A, F) + vif(B, F), vif = sum log(1 + g^2 v1 / (s + 2)) / sum log(1 + v1 / 2)",
                        "Sheikh, Bovik, IEEE TIP 15, 430 (2006)"),
                Protocol.LEGACY,
                Protocol.AUTHORS_2022);
    }

    @Override
    int smallestSide(Protocol protocol) {
        return protocol == Protocol.LEGACY ? FidelityScales.SIDE_OF_ALL : FidelityScales.SMALLEST_SIDE;
    }

    @Override
    MetricValue measure(MetricInput images, Protocol protocol) {
        if (protocol == Protocol.AUTHORS_2022) {
            return MetricValue.of(saturating(images.a(), images.f()) + saturating(images.b(), images.f()));
        }
        return MetricValue.of(fidelity(images.a(), images.f()) + fidelity(images.b(), images.f()));
    }

    private static double fidelity(CachedImage source, CachedImage fused) {
        List<Moments> ofSource = FidelityScales.of(source);
        List<Moments> ofFused = FidelityScales.of(fused);
        double conveyed = 0;
        for (int k = 0; k < ofSource.size(); k++) {
            Moments x = ofSource.get(k);
            Moments f = ofFused.get(k);
            Conveyed sum = new Conveyed(x, f);
            x.window().validOfProduct(x.image(), f.image(), sum::add);
            conveyed += sum.value();
        }
        return ratio(conveyed, source.feature(INFORMATION));
    }

    private static double ratio(double conveyed, double information) {
        return information == 0 ? 1 : conveyed / information; // a source without information loses none
    }

    /** Returns the sum of {@code ln(1 + v / 2)} over all windows of all scales. */
    private static double information(List<Moments> scales) {
        double information = 0;
        for (Moments scale : scales) {
            DoubleImage variance = scale.variance();
            double[] factors = new double[variance.width()];
            LogSum sum = new LogSum(factors.length);
            for (int y = 0; y < variance.height(); y++) {
                variance.row(y, factors);
                for (int x = 0; x < factors.length; x++) {
                    factors[x] = 1 + factors[x] / NOISE;
                }
                sum.add(factors);
            }
            information += sum.value();
        }
        return information;
    }

    /** The form of 2022: 8-bit squares and products saturate at the first scale, where images are still levels. */
    private static double saturating(CachedImage source, CachedImage fused) {
        List<Moments> ofSource = saturated(source);
        List<Moments> ofFused = saturated(fused);
        double conveyed = 0;
        for (int k = 0; k < ofSource.size(); k++) {
            Moments x = ofSource.get(k);
            Moments f = ofFused.get(k);
            Conveyed sum = new Conveyed(x, f);
            if (k == 0) {
                DoubleImage products = x.window().valid(saturatedProduct(x.image(), f.image()));
                double[] row = new double[products.width()];
                for (int y = 0; y < products.height(); y++) {
                    products.row(y, row);
                    sum.add(y, row);
                }
            } else {
                x.window().validOfProduct(x.image(), f.image(), sum::add);
            }
            conveyed += sum.value();
        }
        return ratio(conveyed, information(ofSource));
    }

    private static List<Moments> saturated(CachedImage image) {
        List<Moments> scales = new ArrayList<>(FidelityScales.of(image));
        Moments first = scales.get(0);
        SeparableFilter window = first.window();
        DoubleImage variance = window.valid(saturatedProduct(first.image(), first.image()));
        double[] values = variance.values();
        for (int i = 0; i < values.length; i++) {
            double mean = first.mean().values()[i];
            values[i] -= mean * mean;
        }
        FidelityScales.clearBelow(variance, FidelityScales.EPSILON);
        scales.set(0, new Moments(window, first.image(), first.mean(), variance));
        return scales;
    }

    private static DoubleImage saturatedProduct(DoubleImage first, DoubleImage second) {
        double[] a = first.values();
        double[] b = second.values();
        double[] product = new double[a.length];
        for (int i = 0; i < product.length; i++) {
            product[i] = Math.min(a[i] * b[i], WHITE);
        }
        return DoubleImage.wrap(first.width(), first.height(), product);
    }

    /** Adds up the information that the fused image conveys of a source at one scale, row by row of windows. */
    private static final class Conveyed {
        private final Moments source;
        private final Moments fused;
        private final double[] m1;
        private final double[] v1;
        private final double[] m2;
        private final double[] v2;
        private final double[] factors;
        private final LogSum sum;

        Conveyed(Moments source, Moments fused) {
            this.source = source;
            this.fused = fused;
            int width = source.mean().width();
            m1 = new double[width];
            v1 = new double[width];
            m2 = new double[width];
            v2 = new double[width];
            factors = new double[width];
            sum = new LogSum(width);
        }

        /** Adds a row of windows, of which the filtered products are given. */
        void add(int y, double[] products) {
            source.mean().row(y, m1);
            source.variance().row(y, v1);
            fused.mean().row(y, m2);
            fused.variance().row(y, v2);
            fill(m1, v1, m2, v2, products, factors);
            sum.add(factors);
        }

        double value() {
            return sum.value();
        }

        /**
         * The rules for special windows without a branch: a flat source has {@code v1 = 0}, which makes the signal 0; so does
         * a gain cut at 0 from below; and where the fused image is flat, {@code v2 = 0} cuts the signal to 0.
         */
        private static void fill(
                double[] m1, double[] v1, double[] m2, double[] v2, double[] products, double[] factors) {
            for (int x = 0; x < factors.length; x++) {
                double covariance = Math.max(products[x] - m1[x] * m2[x], 0);
                double gain = covariance / (v1[x] + FidelityScales.EPSILON);
                double noise = Math.max(v2[x] - gain * covariance, FidelityScales.EPSILON);
                double signal = Math.min(gain * gain * v1[x], ANYTHING * v2[x]);
                factors[x] = 1 + signal / (noise + NOISE);
            }
        }
    }
}
