// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.Plane;
import org.junit.jupiter.api.Test;

class JpegArtifactsTest {
    /** Smooth in one channel, checkered in the next, so that low qualities lose something. */
    private static ColorImage scene() {
        float[][] rgb = new float[3][40 * 24];
        for (int y = 0; y < 24; y++) {
            for (int x = 0; x < 40; x++) {
                rgb[0][y * 40 + x] = x / 39f;
                rgb[1][y * 40 + x] = (x / 3 + y / 3) % 2;
                rgb[2][y * 40 + x] = y / 23f;
            }
        }
        return new ColorImage(Plane.of(40, 24, rgb[0]), Plane.of(40, 24, rgb[1]), Plane.of(40, 24, rgb[2]));
    }

    private static double error(Image first, Image second) {
        float[] a = first.luminance().toArray();
        float[] b = second.luminance().toArray();
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(sum / a.length);
    }

    @Test
    void lowerQualityLosesMore() {
        ColorImage scene = scene();
        double low = error(JpegArtifacts.of(scene, 30), scene);
        double high = error(JpegArtifacts.of(scene, 90), scene);
        assertThat(high).isGreaterThan(0.001);
        assertThat(low).isGreaterThan(1.5 * high).isLessThan(0.2);
    }

    @Test
    void constantImagesSurvive() {
        Plane gray = Plane.constant(17, 9, 100 / 255f);
        assertThat(JpegArtifacts.of(gray, 30)).isInstanceOf(Plane.class);
        assertThat(error(JpegArtifacts.of(gray, 30), gray)).isLessThan(3 / 255.0);
        assertThat(JpegArtifacts.of(gray, 100)).isEqualTo(gray);
    }

    @Test
    void qualityOutOfRangeIsRefused() {
        for (int quality : new int[] {0, 101}) {
            assertThatThrownBy(() -> JpegArtifacts.of(scene(), quality)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
