// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.photometric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.Plane;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PhotometricChangeTest {
    private static final float TOLERANCE = 1e-6f;

    private static Plane row(float... samples) {
        return Plane.of(samples.length, 1, samples);
    }

    private static float[] changed(PhotometricChange change, float... samples) {
        return change.apply(row(samples)).luminance().toArray();
    }

    private static Plane noise(int width, int height, double low, double high) {
        SplittableRandom random = new SplittableRandom(5);
        float[] samples = new float[width * height];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) random.nextDouble(low, high);
        }
        return Plane.of(width, height, samples);
    }

    private static double mean(Plane plane) {
        double sum = 0;
        for (float sample : plane.toArray()) {
            sum += sample;
        }
        return sum / (plane.width() * plane.height());
    }

    private static double deviation(Plane plane) {
        double mean = mean(plane);
        double sum = 0;
        for (float sample : plane.toArray()) {
            sum += (sample - mean) * (sample - mean);
        }
        return Math.sqrt(sum / (plane.width() * plane.height()));
    }

    @Test
    void gammaRaisesToAPower() {
        assertThat(changed(new Gamma(2), 0, 0.5f, 1)).containsExactly(0, 0.25f, 1);
        assertThat(changed(new Gamma(0.5), 0.04f, 0.25f, 0))
                .containsExactly(new float[] {0.2f, 0.5f, 0}, within(TOLERANCE));
        assertThatThrownBy(() -> new Gamma(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void gammaDoesNotBlackenDarkImages() {
        assertThat(changed(new Gamma(2), 0.01f, 0.05f)).containsExactly(0.01f, 0.05f);
        Plane dark = noise(40, 30, 0, 0.2);
        assertThat(mean(new Gamma(2).apply(dark).luminance())).isBetween(0.05, 0.08);
        assertThat(mean(new Gamma(0.5).apply(dark).luminance())).isGreaterThan(0.25);
    }

    @Test
    void gainStretchesAboutTheMeanAndOffsetShifts() {
        assertThat(changed(new GainOffset(1.5, 0.1), 0.4f, 0.6f))
                .containsExactly(new float[] {0.45f, 0.75f}, within(TOLERANCE));
        assertThat(changed(new GainOffset(0.5, -0.2), 0.3f, 0.7f))
                .containsExactly(new float[] {0.2f, 0.4f}, within(TOLERANCE));
    }

    @Test
    void gainHoldsForAllChannelsAlike() {
        Image image = new ColorImage(row(0.2f), row(0.4f), row(0.6f));
        ColorImage changed = new GainOffset(1.5, 0).apply(image).toColor(); // the mean of all samples is 0.4
        assertThat(changed.red().at(0, 0)).isCloseTo(0.1f, within(TOLERANCE));
        assertThat(changed.green().at(0, 0)).isCloseTo(0.4f, within(TOLERANCE));
        assertThat(changed.blue().at(0, 0)).isCloseTo(0.7f, within(TOLERANCE));
    }

    @Test
    void changesThatClipTooMuchAreHalved() {
        // Of the gains 1.6, 1.3, 1.15 and 1.075 with offsets from -0.25 on, the last is the first without a sample
        // below 0.
        assertThat(changed(new GainOffset(1.6, -0.25), 0.1f, 0.9f, 0.5f))
                .containsExactly(new float[] {0.03875f, 0.89875f, 0.46875f}, within(TOLERANCE));
        Plane flat = noise(50, 40, 0.02, 0.3);
        for (double offset : new double[] {-0.25, -0.1, 0.25}) {
            Plane changed = new GainOffset(1.6, offset).apply(flat).luminance();
            int clipped = 0;
            for (float sample : changed.toArray()) {
                clipped += sample == 0 || sample == 1 ? 1 : 0;
            }
            assertThat(clipped).isLessThanOrEqualTo(100); // 5 % of 2000
        }
        assertThat(changed(new GainOffset(1.6, -0.25), 0, 0, 0, 1))
                .as("black and white stay so")
                .containsExactly(0, 0, 0, 1);
    }

    @Test
    void gainLeavesContrast() {
        Plane faint = noise(50, 40, 0.4, 0.6); // standard deviation 0.0577
        assertThat(deviation(new GainOffset(0.6, 0.1).apply(faint).luminance())).isCloseTo(0.05, within(1e-6));
        Plane fainter = noise(50, 40, 0.45, 0.55);
        assertThat(deviation(new GainOffset(0.6, 0.1).apply(fainter).luminance()))
                .isCloseTo(deviation(fainter), within(1e-6));
        assertThat(new GainOffset(0.6, 0.1).apply(Plane.constant(3, 2, 0.5f))).isEqualTo(Plane.constant(3, 2, 0.6f));
    }

    @Test
    void grayIsTheLuminanceInAllChannels() {
        ColorImage gray = new Grayscale()
                .apply(new ColorImage(row(1, 0), row(0, 1), row(0, 0)))
                .toColor();
        for (Plane plane : List.of(gray.red(), gray.green(), gray.blue())) {
            assertThat(plane.toArray()).containsExactly(0.299f, 0.587f);
        }
        assertThat(new Grayscale().apply(row(0.3f))).isEqualTo(row(0.3f));
    }

    @Test
    void inversionIsTheNegative() {
        assertThat(changed(new Inversion(), 0, 0.25f, 1)).containsExactly(1, 0.75f, 0);
    }

    @Test
    void blurIsAGaussianWindow() {
        float[] point = new float[15 * 15];
        point[7 * 15 + 7] = 1;
        Plane blurred = new GaussianBlur(1).apply(Plane.of(15, 15, point)).luminance();
        double sum = 0;
        for (int k = -3; k <= 3; k++) {
            sum += Math.exp(-k * k / 2.0);
        }
        assertThat((double) blurred.at(7, 7)).isCloseTo(1 / (sum * sum), within(1e-6));
        assertThat((double) blurred.at(9, 6)).isCloseTo(Math.exp(-2.5) / (sum * sum), within(1e-6));
        assertThat(blurred.at(11, 7)).as("beyond three standard deviations").isZero();
        assertThat(new GaussianBlur(1.5)
                        .apply(Plane.constant(2, 9, 0.5f))
                        .luminance()
                        .toArray())
                .containsOnly(new float[] {0.5f}, within(TOLERANCE));
    }

    @Test
    void noiseHasItsDeviationsAndIsRepeatable() {
        Plane gray = Plane.constant(200, 150, 0.5f);
        Plane noisy = new SensorNoise(0.02, 0, 7).apply(gray).luminance();
        assertThat(mean(noisy)).isCloseTo(0.5, within(0.001));
        assertThat(deviation(noisy)).isCloseTo(0.02, within(0.0005));
        assertThat(new SensorNoise(0.02, 0, 7).apply(gray)).isEqualTo(noisy);
        assertThat(new SensorNoise(0.02, 0, 8).apply(gray)).isNotEqualTo(noisy);
        ColorImage color = new SensorNoise(0.02, 0, 7).apply(gray.toColor()).toColor();
        assertThat(color.red()).isEqualTo(noisy).isNotEqualTo(color.green());
        Plane banded = new SensorNoise(0, 0.01, 7).apply(gray).luminance();
        assertThat(deviation(banded)).isCloseTo(0.01, within(0.002));
        for (int y = 0; y < 150; y++) {
            assertThat(banded.at(199, y)).isEqualTo(banded.at(0, y));
        }
        assertThat(new SensorNoise(0.03, 0, 7)
                        .apply(Plane.constant(9, 9, 0))
                        .luminance()
                        .toArray())
                .as("clipped")
                .contains(0)
                .doesNotContain(-1);
    }

    @Test
    void compressionKeepsKindAndSize() {
        Plane plane = noise(33, 17, 0.2, 0.8);
        Image gray = new JpegCompression(30).apply(plane);
        assertThat(gray).isInstanceOf(Plane.class).isNotEqualTo(plane);
        Image color = new JpegCompression(30).apply(new ColorImage(plane, plane, noise(33, 17, 0, 1)));
        assertThat(color).isInstanceOf(ColorImage.class);
        assertThat(List.of(color.width(), color.height())).containsExactly(33, 17);
        assertThatThrownBy(() -> new JpegCompression(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
