// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.psfusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.psfusion.networks.psfusion.PsFusionOutputs;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import io.github.psfusion.training.losses.LabeledPairs;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks when a fused image leaves the range of both sources. */
final class FusionRangeTest {
    private static final int SIDE = 13;
    private static final double LEVEL = 1.0 / 255;
    private static final double TOLERATED = 1e-12;

    private static Backend backend;

    @BeforeAll
    static void open() {
        backend = Backends.open(BackendOptions.defaults().withThreads(1));
    }

    @AfterAll
    static void close() {
        backend.close();
    }

    private static double[] flat(double level) {
        double[] image = new double[SIDE * SIDE];
        Arrays.fill(image, level * LEVEL);
        return image;
    }

    /** Returns the term in levels. */
    private static double levels(double[] infrared, double[] luminance, double[] fused) {
        try (TensorScope scope = backend.openScope()) {
            Shape shape = Shape.of(1, 1, SIDE, SIDE);
            Tensor nothing = backend.full(DataType.FLOAT64, shape, 0);
            LossInputs inputs = new LossInputs(
                    new PsFusionOutputs(nothing, nothing, nothing, backend.doubles(shape, fused), nothing, nothing),
                    backend.doubles(shape, infrared),
                    backend.doubles(shape, luminance),
                    nothing,
                    new LabeledPairs(nothing, nothing, nothing, new long[0]));
            return new FusionRange().value(inputs).toDouble() / LEVEL;
        }
    }

    @ParameterizedTest
    @CsvSource({"100, 0", "150, 0", "200, 0", "96, 0", "204, 0", "90, 6", "214, 10", "0, 96"})
    void flatRegionsOutsideTheRangeCountBeyondFourLevels(double fused, double expected) {
        assertThat(levels(flat(100), flat(200), flat(fused))).isCloseTo(expected, within(TOLERATED));
        assertThat(levels(flat(200), flat(100), flat(fused))).isCloseTo(expected, within(TOLERATED));
    }

    @Test
    void detailsMayLeaveTheRange() {
        double[] fused = flat(150);
        for (int i = 0; i < fused.length; i++) { // a grating of 0 and 255: its means over 5 x 5 stay within 16 levels
            fused[i] = i % 2 == 0 ? 0 : 1;
        }
        assertThat(levels(flat(100), flat(150), fused)).isZero();
    }

    @Test
    void halfOfTheImageOutsideCountsHalf() {
        double[] fused = flat(100);
        for (int i = 0; i < fused.length; i++) {
            fused[i] = i % SIDE < 6 ? 150 * LEVEL : 100 * LEVEL;
        }
        // Windows begin at columns 0 to 8: two are wholly in the brighter part, five share 4 to 0 of their 5 columns
        // with it.
        double expected = (46 + 46 + 36 + 26 + 16 + 6) / 9.0;
        assertThat(levels(flat(100), flat(100), fused)).isCloseTo(expected, within(1e-9));
    }
}
