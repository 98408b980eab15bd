// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.testing.Seeds;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class DepthBufferTest {
    @Test
    void twoHalvesOfARectangleCoverItWithoutGapOrOverlap() {
        double[][] corners = {{0, 0, 1}, {7, 0, 1}, {7, 5, 1}, {0, 5, 1}};
        DepthBuffer first = new DepthBuffer(7, 5);
        DepthBuffer second = new DepthBuffer(7, 5);

        first.draw(corners[0], corners[1], corners[2], 1);
        second.draw(corners[0], corners[2], corners[3], 1);

        for (int i = 0; i < 35; i++) {
            assertThat((first.triangle[i] == 1) ^ (second.triangle[i] == 1))
                    .as("sample %d", i)
                    .isTrue();
        }
    }

    @Test
    void theNearerTriangleIsSeenInEitherOrder() {
        double[][] near = {{0, 0, 2}, {9, 0, 2}, {0, 9, 2}};
        double[][] far = {{0, 0, 1}, {9, 0, 1}, {0, 9, 1}};
        DepthBuffer nearFirst = new DepthBuffer(4, 4);
        DepthBuffer farFirst = new DepthBuffer(4, 4);

        nearFirst.draw(near[0], near[1], near[2], 1);
        nearFirst.draw(far[0], far[1], far[2], 2);
        farFirst.draw(far[0], far[1], far[2], 2);
        farFirst.draw(near[0], near[1], near[2], 1);

        assertThat(nearFirst.triangle).containsOnly(1);
        assertThat(farFirst.triangle).containsOnly(1);
    }

    /** The naive twin: a sample is covered if it lies on the same side of all three edges. */
    @ParameterizedTest
    @Seeds(50)
    void coversTheSamplesInsideTheTriangle(long seed) {
        Random random = new Random(seed);
        double[][] c = new double[3][];
        for (int i = 0; i < 3; i++) {
            c[i] = new double[] {random.nextDouble() * 40 - 10, random.nextDouble() * 40 - 10, 1};
        }
        DepthBuffer buffer = new DepthBuffer(20, 20);

        buffer.draw(c[0], c[1], c[2], 3);

        for (int y = 0; y < 20; y++) {
            for (int x = 0; x < 20; x++) {
                double a = side(c[0], c[1], x + 0.5, y + 0.5);
                double b = side(c[1], c[2], x + 0.5, y + 0.5);
                double d = side(c[2], c[0], x + 0.5, y + 0.5);
                boolean inside = (a > 0 && b > 0 && d > 0) || (a < 0 && b < 0 && d < 0);
                assertThat(buffer.triangle[y * 20 + x] == 3).as("%d, %d", x, y).isEqualTo(inside);
            }
        }
    }

    private static double side(double[] from, double[] to, double x, double y) {
        return (to[0] - from[0]) * (y - from[1]) - (to[1] - from[1]) * (x - from[0]);
    }
}
