// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.testing.Seeds;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ReadOnlyBufferException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

class StoredTensorTest {
    @Test
    void everyHalfSurvivesTheWayThroughFloat() {
        StoredTensor halves = everyPattern(DataType.FLOAT16);
        StoredTensor back = halves.converted(DataType.FLOAT32).converted(DataType.FLOAT16);
        for (int i = 0; i < 1 << 16; i++) {
            boolean notANumber = (i & 0x7C00) == 0x7C00 && (i & 0x3FF) != 0;
            if (!notANumber) {
                assertThat(back.data().getShort(2 * i)).isEqualTo((short) i);
            }
        }
    }

    @Test
    void everyBfloatSurvivesTheWayThroughDouble() {
        StoredTensor bfloats = everyPattern(DataType.BFLOAT16);
        StoredTensor back = bfloats.converted(DataType.FLOAT64).converted(DataType.BFLOAT16);
        for (int i = 0; i < 1 << 16; i++) {
            boolean notANumber = (i & 0x7F80) == 0x7F80 && (i & 0x7F) != 0;
            if (!notANumber) {
                assertThat(back.data().getShort(2 * i)).isEqualTo((short) i);
            }
        }
    }

    @Test
    void notANumberStaysOne() {
        for (DataType type : new DataType[] {DataType.FLOAT16, DataType.BFLOAT16, DataType.FLOAT64}) {
            assertThat(floats(Float.NaN).converted(type).toFloats()).containsExactly(Float.NaN);
        }
    }

    @Test
    void halfRoundsToTheNearestAndTiesToEven() {
        // The step of halves is 2^-10 above 1, 2^-24 below 2^-14; 65504 is the largest.
        float[] given = {
            1 + 0x1p-11f,
            1 + 3 * 0x1p-11f,
            1 + 0x1.1p-11f,
            0x1p-25f,
            3 * 0x1p-25f,
            0x1.1p-25f,
            65519.99f,
            65520,
            -1e9f,
            -0f
        };
        float[] expected = {
            1,
            1 + 0x1p-9f,
            1 + 0x1p-10f,
            0,
            0x1p-23f,
            0x1p-24f,
            65504,
            Float.POSITIVE_INFINITY,
            Float.NEGATIVE_INFINITY,
            -0f
        };
        assertThat(floats(given).converted(DataType.FLOAT16).toFloats()).containsExactly(expected);
    }

    @ParameterizedTest
    @Seeds(200)
    void roundingPicksTheNearestOfAllHalves(long seed) {
        float value = (float) (new SplittableRandom(seed).nextGaussian() * Math.pow(2, (double) (seed % 34 - 24)));
        float found = floats(value).converted(DataType.FLOAT16).toFloats()[0];
        double nearest = Double.POSITIVE_INFINITY;
        for (float candidate : everyPattern(DataType.FLOAT16).toFloats()) {
            if (Float.isFinite(candidate)) {
                nearest = Math.min(nearest, Math.abs((double) candidate - value));
            }
        }
        assertThat(Math.abs((double) found - value)).isEqualTo(nearest);
    }

    @Test
    void doublesAreRoundedOnceOnly() {
        // By way of float, 1 + 2^-11 + 2^-40 becomes the tie 1 + 2^-11 and then 1.
        ByteBuffer bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putDouble(0, 1 + 0x1p-11 + 0x1p-40);
        StoredTensor tensor = new StoredTensor("d", DataType.FLOAT64, Shape.SCALAR, bytes);
        assertThat(tensor.converted(DataType.FLOAT16).toFloats()).containsExactly(1 + 0x1p-10f);
    }

    @Test
    void integersAreNotConverted() {
        StoredTensor counter = new StoredTensor("counter", DataType.INT64, Shape.SCALAR, ByteBuffer.allocate(8));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> counter.converted(DataType.FLOAT32))
                .withMessageContaining("counter");
        assertThatIllegalArgumentException().isThrownBy(counter::toFloats);
        assertThat(counter.toLongs()).containsExactly(0);
    }

    @Test
    void checksTheNumberOfBytesAndCannotBeChanged() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StoredTensor("x", DataType.FLOAT32, Shape.of(2), ByteBuffer.allocate(4)))
                .withMessageContaining("4 bytes given");
        StoredTensor tensor = floats(1);
        assertThatThrownBy(() -> tensor.data().put(0, (byte) 1)).isInstanceOf(ReadOnlyBufferException.class);
        tensor.data().getInt();
        assertThat(tensor.data().position()).isZero();
    }

    private static StoredTensor floats(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return new StoredTensor("x", DataType.FLOAT32, Shape.of(values.length), bytes.flip());
    }

    private static StoredTensor everyPattern(DataType type) {
        ByteBuffer bytes = ByteBuffer.allocate(2 << 16).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 1 << 16; i++) {
            bytes.putShort((short) i);
        }
        return new StoredTensor("all", type, Shape.of(1 << 16), bytes.flip());
    }
}
