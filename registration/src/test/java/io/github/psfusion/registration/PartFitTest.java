// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.psfusion.registration.PartFit.Solution;
import io.github.psfusion.registration.PartMatch.PartShift;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PartFitTest {
    private static final double HALF = 160;
    private static final double ANGLE = Math.toRadians(30);
    /** Scale, rotation, moves, foreshortening. */
    private static final double[] KNOWN = {0.01, -0.006, 0.004, 0.008, 0.005, -0.004};

    /**
     * Parts of scenes with a near ground, whose parallax along a line is that of a shear, and with objects nearer than it; a tenth of the
     * parts was matched anywhere.
     */
    private static List<PartShift> shifts(double parallax) {
        Random random = new Random(1);
        DisplacementBasis basis = WarpModel.CAMERA.basis();
        List<PartShift> shifts = new ArrayList<>();
        for (int k = 0; k < 1500; k++) {
            double x = 2 * random.nextDouble() - 1;
            double y = 1.5 * random.nextDouble() - 0.75;
            double near = parallax * (Math.max(y, 0) * 5 + random.nextInt(3)) / HALF;
            double dx = near * Math.cos(ANGLE) + 0.3 * random.nextGaussian() / HALF;
            double dy = near * Math.sin(ANGLE) + 0.3 * random.nextGaussian() / HALF;
            for (int i = 0; i < KNOWN.length; i++) {
                dx += KNOWN[i] * basis.across(i).at(x, y);
                dy += KNOWN[i] * basis.down(i).at(x, y);
            }
            if (random.nextInt(10) == 0) {
                dx = (18 * random.nextDouble() - 9) / HALF;
                dy = (18 * random.nextDouble() - 9) / HALF;
            }
            shifts.add(new PartShift(x, y, dx, dy, 0.5));
        }
        return shifts;
    }

    @Test
    void mapIsToldFromParallax() {
        Solution found =
                new PartFit(shifts(1), HALF).solve(WarpModel.CAMERA.basis()).orElseThrow();

        assertThat(Math.abs(found.line()[0] * Math.cos(ANGLE) + found.line()[1] * Math.sin(ANGLE)))
                .isGreaterThan(Math.cos(Math.toRadians(6)));
        double[] rest = new double[2]; // what is left, apart from the shift along the line, in pixels
        DisplacementBasis basis = WarpModel.CAMERA.basis();
        double worst = 0;
        for (double y = -0.7; y < 0.71; y += 0.35) {
            for (double x = -0.9; x < 0.91; x += 0.45) {
                rest[0] = 0;
                rest[1] = 0;
                for (int i = 0; i < KNOWN.length; i++) {
                    rest[0] += HALF
                            * (found.weights()[i] - KNOWN[i])
                            * basis.across(i).at(x, y);
                    rest[1] += HALF
                            * (found.weights()[i] - KNOWN[i])
                            * basis.down(i).at(x, y);
                }
                worst = Math.max(worst, Math.abs(rest[1] * Math.cos(ANGLE) - rest[0] * Math.sin(ANGLE)));
            }
        }
        assertThat(worst).isLessThan(0.5);
    }

    @Test
    void shiftsWithoutParallaxHaveNoLine() {
        assertThat(new PartFit(shifts(0), HALF).solve(WarpModel.CAMERA.basis())).isEmpty();
    }

    @Test
    void fewPartsHaveNoLine() {
        assertThat(new PartFit(shifts(1).subList(0, 50), HALF).solve(WarpModel.CAMERA.basis()))
                .isEmpty();
    }

    @Test
    void shiftOfEachPartIsMeasured() {
        SourceImage visible = TestScenes.visible(2);
        SourceImage infrared = TestScenes.infrared(2, Homography.shift(-2.5, 1.25), 320, 240);
        PartMatch match = new PartMatch(
                Level.of(visible.plane(), visible.area(), 1), Level.of(infrared.plane(), infrared.area(), 1));

        List<PartShift> shifts = match.shifts(Homography.IDENTITY);

        assertThat(shifts).hasSizeGreaterThan(50);
        assertThat(median(shifts.stream().mapToDouble(PartShift::dx).sorted().toArray()) * HALF)
                .isCloseTo(2.5, within(0.3));
        assertThat(median(shifts.stream().mapToDouble(PartShift::dy).sorted().toArray()) * HALF)
                .isCloseTo(-1.25, within(0.3));
    }

    private static double median(double[] sorted) {
        return sorted[sorted.length / 2];
    }
}
