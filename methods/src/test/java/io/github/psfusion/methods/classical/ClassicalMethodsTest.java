// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods.classical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.psfusion.imaging.numeric.DoubleImage;
import io.github.psfusion.methods.MethodOptionException;
import io.github.psfusion.methods.MethodOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What each method does with its blocks, on images whose result is known. */
class ClassicalMethodsTest {
    private static final DoubleImage RAMP = DoubleImage.wrap(8, 6, ramp());

    private static double[] ramp() {
        double[] samples = new double[48];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = i / 100.0;
        }
        return samples;
    }

    private static DoubleImage fuse(
            ClassicalMethod method, DoubleImage infrared, DoubleImage visible, String... options)
            throws MethodOptionException {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < options.length; i += 2) {
            values.put(options[i], options[i + 1]);
        }
        return method.rule(MethodOptions.of(method.key(), values), new HashMap<>())
                .fuse(infrared, visible);
    }

    private static DoubleImage constant(double value) {
        return RAMP.map(v -> value);
    }

    private static void assertClose(DoubleImage found, DoubleImage expected) {
        assertThat(found.values()).containsExactly(expected.values(), within(1e-9));
    }

    @Test
    void averageAndMaximum() throws MethodOptionException {
        assertClose(fuse(new Average(), RAMP, constant(0.2)), RAMP.map(v -> (v + 0.2) / 2));
        assertClose(fuse(new Maximum(), RAMP, constant(0.2)), RAMP.map(v -> Math.max(v, 0.2)));
    }

    private static List<ClassicalMethod> all() {
        return List.of(
                new Average(),
                new Maximum(),
                new LaplacianPyramid(),
                new RatioPyramid(),
                new WaveletFusion(),
                new GuidedFilterFusion(),
                new TwoScaleSaliency(),
                new AnisotropicDiffusionFusion());
    }

    @Test
    void itDoesNotMatterWhichImageComesFirst() throws MethodOptionException {
        Random random = new Random(4);
        for (int[] size : new int[][] {{1, 1}, {2, 5}, {23, 17}}) {
            DoubleImage a = DoubleImage.wrap(
                    size[0], size[1], random.doubles((long) size[0] * size[1]).toArray());
            DoubleImage b = a.map(v -> random.nextDouble());
            for (ClassicalMethod method : all()) {
                assertThat(fuse(method, a, b).values())
                        .as(method.key())
                        .containsExactly(fuse(method, b, a).values(), within(1e-9));
            }
        }
    }

    @Test
    void twoConstantsGiveTheirMean() throws MethodOptionException {
        for (ClassicalMethod method : all()) {
            double expected = method instanceof Maximum ? 0.7 : 0.45;
            assertThat(fuse(method, constant(0.2), constant(0.7)).values())
                    .as(method.key())
                    .containsExactly(constant(expected).values(), within(1e-9));
        }
    }

    @Test
    void pyramidsEndWhereOnePixelIsLeft() throws MethodOptionException {
        for (ClassicalMethod method : List.of(new LaplacianPyramid(), new RatioPyramid(), new WaveletFusion())) {
            assertClose(
                    fuse(method, RAMP, constant(0.2), "levels", "12"),
                    fuse(method, RAMP, constant(0.2), "levels", "3"));
        }
    }

    /** A constant has no detail, so that all of it comes from the other image; only the coarsest level is averaged. */
    @Test
    void pyramidsAndWaveletsTakeAllDetailFromTheImageThatHasSome() throws MethodOptionException {
        for (ClassicalMethod method : List.of(new LaplacianPyramid(), new WaveletFusion())) {
            DoubleImage once = fuse(method, RAMP, constant(0.2));
            DoubleImage twice = fuse(method, constant(0.2), RAMP);
            assertClose(once, twice);
            // Averaging the base moves the whole by a smooth image: that of half the base of the difference.
            DoubleImage difference = RAMP.map(v -> v - 0.2);
            DoubleImage baseOnly = fuse(method, difference, constant(0)).minus(difference);
            assertClose(once, RAMP.plus(baseOnly));
        }
    }

    @Test
    void waveletRulesChooseTheBands() throws MethodOptionException {
        Random random = new Random(1);
        DoubleImage a = RAMP.map(v -> random.nextDouble());
        DoubleImage b = RAMP.map(v -> random.nextDouble());

        assertClose(fuse(new WaveletFusion(), a, b, "detail", "visible", "approximation", "visible"), b);
        assertClose(fuse(new WaveletFusion(), a, b, "detail", "infrared", "approximation", "infrared"), a);
        assertClose(fuse(new WaveletFusion(), a, b, "detail", "mean", "approximation", "mean"), a.average(b));
    }

    @Test
    void ratioPyramidKeepsTheStrongerContrast() throws MethodOptionException {
        DoubleImage infrared = constant(0.4);
        infrared.values()[20] = 0.8; // a contrast of two in the one, of hardly any in the other
        DoubleImage visible = constant(0.4);
        visible.values()[20] = 0.41;

        DoubleImage fused = fuse(new RatioPyramid(), infrared, visible);

        assertThat(fused.values()[20]).isGreaterThan(0.7);
        assertClose(fuse(new RatioPyramid(), visible, infrared), fused);
    }

    @Test
    void guidedFilterFollowsTheSalientImage() throws MethodOptionException {
        Random random = new Random(2);
        DoubleImage textured =
                DoubleImage.wrap(80, 70, random.doubles(80 * 70, 0.2, 0.8).toArray());
        DoubleImage flat = textured.map(v -> 0.5);

        DoubleImage fused = fuse(new GuidedFilterFusion(), textured, flat);

        double worst = 0;
        for (int i = 0; i < fused.values().length; i++) {
            worst = Math.max(worst, Math.abs(fused.values()[i] - textured.values()[i]));
        }
        assertThat(worst).isLessThan(0.01);
        assertClose(fuse(new GuidedFilterFusion(), flat, textured), fused);
    }

    /** The formulas of the paper, written out for one row in which the wide mean is the mean of all. */
    @Test
    void twoScaleWeighsDetailsBySaliency() throws MethodOptionException {
        DoubleImage infrared = DoubleImage.wrap(1, 1, new double[] {0.25});
        DoubleImage visible = DoubleImage.wrap(1, 1, new double[] {0.75});
        // One pixel: base = median = the pixel, no saliency, no detail.
        assertThat(fuse(new TwoScaleSaliency(), infrared, visible).values()).containsExactly(0.5);

        DoubleImage spot = constant(0);
        spot.values()[20] = 1;
        DoubleImage fused = fuse(new TwoScaleSaliency(), spot, constant(0));
        // The spot's median is 0 and its base is the share of its window: only the spotted image is salient.
        DoubleImage base = Filters.mean(spot, 17);
        assertClose(fused, base.map(v -> v / 2).plus(spot.minus(base)));
    }

    @Test
    void anisotropicDiffusionWeighsDetailsByTheirVariance() throws MethodOptionException {
        DoubleImage fused = fuse(new AnisotropicDiffusionFusion(), RAMP, constant(0.2));
        // The constant has no detail and no variance: the ramp's detail counts whole.
        DoubleImage base = new Diffusion(Diffusion.Neighbors.FOUR, 10, 0.15, 30 / 255.0).of(RAMP);
        assertClose(fused, base.average(constant(0.2)).plus(RAMP.minus(base)));
    }
}
