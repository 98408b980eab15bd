// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods.classical;

import io.github.psfusion.imaging.numeric.DoubleImage;
import io.github.psfusion.methods.MethodOptionException;
import io.github.psfusion.methods.MethodOptions;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.DoubleBinaryOperator;

/**
 * Fusion by a discrete wavelet transform (DWT): of each detail the one of larger magnitude, of the approximation the mean.
 *
 * <p>H. Li, B. S. Manjunath, S. K. Mitra, "Multisensor image fusion using the wavelet transform", Graphical Models and Image
 * Processing 57, 1995, in its plain form (larger coefficients, without the check of their neighbors). Options: {@code wavelet}:
 * {@code 5-3} (default; the spline wavelet that comparisons call DBSS(2,2)), {@code haar}, {@code 9-7}; {@code levels}: 4, fewer
 * where the image is too small; {@code detail}: {@code larger} (default), {@code mean}, {@code infrared}, {@code visible};
 * {@code approximation}: {@code mean} (default), {@code maximum}, {@code minimum}, {@code infrared}, {@code visible}.
 */
public final class WaveletFusion extends ClassicalMethod {
    /** For {@link java.util.ServiceLoader}. */
    public WaveletFusion() {
        super(
                "wavelet",
                "discrete wavelet transform",
                "H. Li, B. S. Manjunath, S. K. Mitra, Multisensor image fusion using the wavelet transform, Graph. Models Image"
                        + " Process. 57, 1995",
                "wavelet",
                "levels",
                "detail",
                "approximation");
    }

    @Override
    FusionRule rule(MethodOptions options, Map<String, String> effective) throws MethodOptionException {
        String wavelet = options.choice("wavelet", List.of("5-3", "haar", "9-7"));
        int levels = options.integer("levels", 1, LaplacianPyramid.MAX_LEVELS, LaplacianPyramid.LEVELS);
        String detail = options.choice("detail", List.of("larger", "mean", "infrared", "visible"));
        String approximation =
                options.choice("approximation", List.of("mean", "maximum", "minimum", "infrared", "visible"));
        effective.put("wavelet", wavelet);
        effective.put("levels", Integer.toString(levels));
        effective.put("detail", detail);
        effective.put("approximation", approximation);
        return (infrared, visible) -> {
            Lifting lifting = lifting(wavelet);
            Coefficients a = Coefficients.of(infrared, lifting, levels);
            Coefficients b = Coefficients.of(visible, lifting, levels);
            return a.with(b, bandRule(detail), bandRule(approximation)).toImage();
        };
    }

    private static Lifting lifting(String wavelet) {
        return switch (wavelet) {
            case "haar" -> Lifting.HAAR;
            case "9-7" -> Lifting.CDF_9_7;
            default -> Lifting.SPLINE_5_3;
        };
    }

    private static DoubleBinaryOperator bandRule(String word) {
        return switch (word) {
            case "mean" -> (a, b) -> (a + b) / 2;
            case "maximum" -> Math::max;
            case "minimum" -> Math::min;
            case "infrared" -> (a, b) -> a;
            case "visible" -> (a, b) -> b;
            default -> LaplacianPyramid::larger;
        };
    }

    /**
     * The coefficients of an image, at the positions of its pixels: after a level the coarse ones stand in every second row and
     * column of those before.
     */
    private record Coefficients(DoubleImage image, Lifting lifting, int levels) {
        static Coefficients of(DoubleImage image, Lifting lifting, int levels) {
            Coefficients result = new Coefficients(image.copy(), lifting, levels);
            for (int level = 0; level < levels; level++) {
                result.rows(1 << level, lifting::forward);
                result.columns(1 << level, lifting::forward);
            }
            return result;
        }

        DoubleImage toImage() {
            Coefficients result = new Coefficients(image.copy(), lifting, levels);
            for (int level = levels - 1; level >= 0; level--) {
                result.columns(1 << level, lifting::backward);
                result.rows(1 << level, lifting::backward);
            }
            return result.image;
        }

        Coefficients with(Coefficients other, DoubleBinaryOperator detail, DoubleBinaryOperator approximation) {
            DoubleImage result = image.combine(other.image, detail);
            int step = 1 << levels;
            for (int y = 0; y < image.height(); y += step) {
                for (int x = 0; x < image.width(); x += step) {
                    int i = y * image.width() + x;
                    result.values()[i] = approximation.applyAsDouble(
                            image.values()[i], other.image.values()[i]);
                }
            }
            return new Coefficients(result, lifting, levels);
        }

        private void rows(int step, Consumer<double[]> transform) {
            for (int y = 0; y < image.height(); y += step) {
                line(y * image.width(), step, (image.width() - 1) / step + 1, transform);
            }
        }

        private void columns(int step, Consumer<double[]> transform) {
            for (int x = 0; x < image.width(); x += step) {
                line(x, step * image.width(), (image.height() - 1) / step + 1, transform);
            }
        }

        private void line(int start, int stride, int count, Consumer<double[]> transform) {
            double[] samples = image.values();
            double[] line = new double[count];
            for (int i = 0; i < count; i++) {
                line[i] = samples[start + i * stride];
            }
            transform.accept(line);
            for (int i = 0; i < count; i++) {
                samples[start + i * stride] = line[i];
            }
        }
    }
}
