// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.psfusion.testing.Seeds;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class HomographyTest {
    @ParameterizedTest
    @Seeds(20)
    void inverseLeadsBack(long seed) {
        Homography map = random(seed);

        assertThat(map.inverse().after(map).meanDistance(Homography.IDENTITY, 640, 480))
                .isLessThan(1e-9);
    }

    @ParameterizedTest
    @Seeds(20)
    void rowIsThatOfSinglePoints(long seed) {
        Homography map = random(seed);
        double y = (double) seed;
        double[] xs = new double[33];
        double[] ys = new double[33];
        map.mapRow(y, xs, ys);

        double[] point = new double[2];
        for (int x = 0; x < xs.length; x++) {
            map.map(x, y, point);
            assertThat(xs[x]).isCloseTo(point[0], within(1e-9));
            assertThat(ys[x]).isCloseTo(point[1], within(1e-9));
        }
    }

    @Test
    void cornersMoveWhereTheyAreSent() {
        Homography map = Corners.moved(640, 480, 3, -4, 5, 6, -7, 8, 9, -10);

        double[] point = new double[2];
        map.map(639, 479, point);
        assertThat(point).containsExactly(new double[] {632, 487}, within(1e-9));
        map.map(0, 479, point);
        assertThat(point).containsExactly(new double[] {9, 469}, within(1e-9));
    }

    @Test
    void resizedImageKeepsItsEdges() {
        Homography half = Homography.resized(640, 480, 320, 160);

        double[] point = new double[2];
        half.map(-0.5, -0.5, point);
        assertThat(point).containsExactly(new double[] {-0.5, -0.5}, within(1e-12));
        half.map(639.5, 479.5, point);
        assertThat(point).containsExactly(new double[] {319.5, 159.5}, within(1e-12));
        // The center of the block of the first 2 x 3 pixels, whose own pixel it is.
        half.map(0.5, 1, point);
        assertThat(point).containsExactly(new double[] {0, 0}, within(1e-12));
    }

    @Test
    void pointsBehindTheCameraHaveNoPlace() {
        double[] point = new double[2];
        Homography.of(1, 0, 0, 0, 1, 0, -0.01, 0, 1).map(200, 0, point);

        assertThat(point[0]).isNaN();
    }

    @Test
    void singularAndInfiniteMatricesAreRejected() {
        assertThatIllegalArgumentException().isThrownBy(() -> Homography.of(1, 2, 0, 2, 4, 0, 0, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Homography.of(1, 0, 0, 0, 1, 0, 0, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> Homography.of(1, 0, Double.NaN, 0, 1, 0, 0, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Homography.of(1, 0, 0));
    }

    private static Homography random(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return Corners.moved(640, 480, random.doubles(8, -50, 50).toArray());
    }
}
