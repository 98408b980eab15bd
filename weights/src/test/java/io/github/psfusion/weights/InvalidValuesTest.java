// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.testing.Seeds;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InvalidValuesTest {
    private static final double[] INVALID = {
        Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e38, -1e38, 0x1p64, -0x1p64
    };
    private static final double[] VALID = {0, -0.0, 1, -65504, 0x1p-24, 0x1.FEp63, -0x1.FEp63};

    /** Returns a tensor whose bytes begin at an odd address, as in files of other programs. */
    private static StoredTensor tensor(DataType type, double... values) {
        ByteBuffer wide = ByteBuffer.allocate(Double.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            wide.putDouble(value);
        }
        StoredTensor doubles = new StoredTensor("t", DataType.FLOAT64, Shape.of(values.length), wide.flip());
        ByteBuffer data = doubles.converted(type).data();
        ByteBuffer direct = ByteBuffer.allocateDirect(data.remaining() + 1);
        direct.position(1).put(data).position(1);
        return new StoredTensor("t", type, Shape.of(values.length), direct);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT16", "BFLOAT16", "FLOAT32", "FLOAT64"})
    void everyInvalidValueIsFoundAtEveryPlace(DataType type) {
        for (double invalid : INVALID) {
            for (int size : new int[] {1, 2, 3, 16, 17}) {
                for (int at = 0; at < size; at++) {
                    double[] values = new double[size];
                    values[at] = invalid;
                    InvalidValues found = InvalidValues.in(tensor(type, values), Double.NEGATIVE_INFINITY)
                            .orElseThrow();
                    assertThat(found.count()).isEqualTo(1);
                    assertThat(found.position()).containsExactly((long) at);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT16", "BFLOAT16", "FLOAT32", "FLOAT64"})
    void validValuesAreLeftAlone(DataType type) {
        for (double valid : VALID) {
            double value = type == DataType.FLOAT16 ? Math.max(-65504, Math.min(65504, valid)) : valid;
            assertThat(InvalidValues.in(tensor(type, 0, value, 0), Double.NEGATIVE_INFINITY))
                    .as(value + "")
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @Seeds(20)
    void countsAsAnObviousLoopDoes(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[1 + random.nextInt(40_000)];
        long expected = 0;
        for (int i = 0; i < values.length; i++) {
            boolean invalid = random.nextInt(5000) == 0;
            values[i] = invalid ? INVALID[random.nextInt(INVALID.length)] : random.nextDouble(-100, 100);
            expected += invalid ? 1 : 0;
        }
        for (DataType type : List.of(DataType.FLOAT16, DataType.BFLOAT16, DataType.FLOAT32, DataType.FLOAT64)) {
            assertThat(InvalidValues.in(tensor(type, values), Double.NEGATIVE_INFINITY)
                            .map(InvalidValues::count)
                            .orElse(0L))
                    .isEqualTo(expected);
        }
    }

    @Test
    void negativeVariancesAreInvalid() {
        InvalidValues found =
                InvalidValues.in(tensor(DataType.FLOAT32, 1, 0, -1e-9, -2), 0).orElseThrow();
        assertThat(found.describe())
                .startsWith("\"t\" has 2 invalid values, the first -")
                .endsWith(" at [2]");
        assertThat(InvalidValues.in(tensor(DataType.FLOAT32, 1, 0, -0.0), 0)).isEmpty();
    }

    @Test
    void positionIsThatOfTheShape() {
        ByteBuffer data = ByteBuffer.allocate(2 * 3 * 4 * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        data.putFloat(Float.BYTES * (1 * 12 + 2 * 4 + 3), Float.NaN);
        StoredTensor tensor = new StoredTensor("conv.weight", DataType.FLOAT32, Shape.of(2, 3, 4), data);
        assertThat(InvalidValues.in(tensor, Double.NEGATIVE_INFINITY)
                        .orElseThrow()
                        .describe())
                .isEqualTo("\"conv.weight\" has 1 invalid value, NaN at [1, 2, 3]");
    }

    @Test
    void negativeCountersAreInvalid() {
        ByteBuffer data =
                ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(0, -5);
        StoredTensor counter = new StoredTensor("num_batches_tracked", DataType.INT64, Shape.SCALAR, data);
        assertThat(InvalidValues.in(counter, 0).orElseThrow().describe())
                .isEqualTo("\"num_batches_tracked\" has 1 invalid value, -5.0");
        assertThat(InvalidValues.in(counter, Double.NEGATIVE_INFINITY)).isEmpty();
    }
}
