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

class LensDistortionTest {
    @ParameterizedTest
    @Seeds(50)
    void undistortedPointIsDistortedBack(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        LensDistortion lens =
                LensDistortion.ofImage(640, 480, random.nextDouble(-0.1, 0.1), random.nextDouble(-0.02, 0.02));
        double x = random.nextDouble(0, 640);
        double y = random.nextDouble(0, 480);
        double[] point = {x, y};

        lens.undistort(point);
        lens.distort(point);

        assertThat(point).containsExactly(new double[] {x, y}, within(1e-8));
    }

    @Test
    void pointIsMovedByTheFormula() {
        double[] point = {20, 10};
        new LensDistortion(0.1, 0.01, 10, 10, 5).distort(point);

        // r = 2, factor 1 + 0.4 + 0.16
        assertThat(point).containsExactly(new double[] {25.6, 10}, within(1e-12));
    }

    @Test
    void pointBeyondTheFoldHasNoPlace() {
        double[] point = {1000, 0};
        new LensDistortion(-0.5, 0, 0, 0, 100).undistort(point);

        assertThat(point[0]).isNaN();
    }

    @Test
    void inverseMapLeadsBack() {
        LensMap map = new LensMap(
                LensDistortion.ofImage(640, 480, 0.02, -0.01),
                Homography.similarity(0.05, 0.5, 320, 240, 160, 120),
                LensDistortion.ofImage(320, 240, -0.04, 0));
        double[] point = {77, 400};
        map.map(point[0], point[1], point);
        map.inverse().map(point[0], point[1], point);

        assertThat(point).containsExactly(new double[] {77, 400}, within(1e-8));
    }

    @Test
    void impossibleValuesAreRejected() {
        assertThatIllegalArgumentException().isThrownBy(() -> new LensDistortion(0, 0, 0, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new LensDistortion(Double.NaN, 0, 0, 0, 1));
    }

    @Test
    void theTextIsReadAsTheSameLens() {
        LensDistortion lens = new LensDistortion(-0.21, 0.05, 320.5, 255.8, 610);
        assertThat(LensDistortion.parse(lens.toString())).isEqualTo(lens);
        assertThat(LensDistortion.parse(LensDistortion.NONE.toString())).isEqualTo(LensDistortion.NONE);
    }
}
