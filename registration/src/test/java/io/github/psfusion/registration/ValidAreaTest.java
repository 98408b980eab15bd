// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.imaging.Plane;
import io.github.psfusion.testing.Seeds;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class ValidAreaTest {
    @ParameterizedTest
    @Seeds(30)
    void erosionKeepsPixelsWhoseWholeSquareIsValid(long seed) {
        ValidArea area = random(seed, 0.97);
        int radius = (int) (seed % 3);

        ValidArea eroded = area.eroded(radius);

        for (int y = 0; y < area.height(); y++) {
            for (int x = 0; x < area.width(); x++) {
                boolean all = true;
                for (int dy = -radius; dy <= radius; dy++) {
                    for (int dx = -radius; dx <= radius; dx++) {
                        boolean inside = x + dx >= 0 && x + dx < area.width() && y + dy >= 0 && y + dy < area.height();
                        all &= inside && area.at(x + dx, y + dy);
                    }
                }
                assertThat(eroded.at(x, y)).as("%d, %d", x, y).isEqualTo(all);
            }
        }
    }

    @ParameterizedTest
    @Seeds(30)
    void largestRectangleIsThatOfTryingAll(long seed) {
        ValidArea area = random(seed, 0.8);
        int largest = 0;
        for (int top = 0; top < area.height(); top++) {
            for (int left = 0; left < area.width(); left++) {
                int right = area.width();
                for (int bottom = top; bottom < area.height(); bottom++) {
                    int x = left;
                    while (x < right && area.at(x, bottom)) {
                        x++;
                    }
                    right = x;
                    largest = Math.max(largest, (right - left) * (bottom - top + 1));
                }
            }
        }

        Rectangle rectangle = Rectangle.largestWithin(area);

        assertThat(rectangle.width() * rectangle.height()).isEqualTo(largest);
        for (int y = rectangle.y(); y < rectangle.y() + rectangle.height(); y++) {
            for (int x = rectangle.x(); x < rectangle.x() + rectangle.width(); x++) {
                assertThat(area.at(x, y)).isTrue();
            }
        }
    }

    @Test
    void blackBorderOfRotatedImageIsOutside() {
        Homography turn = Homography.similarity(0.2, 1, 99.5, 79.5, 99.5, 79.5);
        WarpedImage turned = WarpedImage.of(Plane.constant(200, 160, 0.5f), turn, 200, 160, WarpInterpolation.BILINEAR);

        ValidArea content = ValidArea.ofContent(turned.image().luminance());

        int different = 0;
        for (int y = 0; y < 160; y++) {
            for (int x = 0; x < 200; x++) {
                different += content.at(x, y) == turned.area().at(x, y) ? 0 : 1;
            }
        }
        assertThat(turned.area().count()).isLessThan(31_000);
        assertThat(different).isLessThan(300);
    }

    @Test
    void blackSkyIsInside() {
        float[] samples = new float[100 * 80];
        Arrays.fill(samples, 40 * 100, samples.length, 0.4f);
        samples[12] = 0.3f;
        samples[95] = 0.2f;

        assertThat(ValidArea.ofContent(Plane.wrap(100, 80, samples)).at(50, 10)).isTrue();
        assertThat(ValidArea.ofContent(Plane.constant(100, 80, 0))).isEqualTo(ValidArea.whole(100, 80));
    }

    private static ValidArea random(long seed, double share) {
        SplittableRandom random = new SplittableRandom(seed);
        int width = 1 + random.nextInt(12);
        int height = 1 + random.nextInt(12);
        boolean[] valid = new boolean[width * height];
        for (int i = 0; i < valid.length; i++) {
            valid[i] = random.nextDouble() < share;
        }
        return ValidArea.wrap(width, height, valid);
    }
}
