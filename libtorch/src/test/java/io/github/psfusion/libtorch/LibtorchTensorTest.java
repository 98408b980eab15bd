// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.libtorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.psfusion.platform.ProcessMemory;
import io.github.psfusion.tensors.Autograd;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Operations that this module composes, against their naive twins, and what becomes of native memory. */
class LibtorchTensorTest {
    private final Backend backend = Backends.open(BackendOptions.defaults());
    private final long liveBefore = backend.liveTensors();

    @AfterEach
    void nothingLeaks() {
        assertThat(backend.liveTensors()).isEqualTo(liveBefore);
    }

    /** The last size takes more than one block of rows, and a last block that is smaller. */
    @ParameterizedTest
    @CsvSource({"1, 1, 1", "1, 7, 3", "2, 33, 4", "1, 1100, 2"})
    void attentionIsTheWeightedMeanOfTheValues(int samples, int positions, int channels) {
        int size = samples * positions * channels;
        double[] queries = random(size, 1);
        double[] keys = random(size, 2);
        double[] values = random(size, 3);
        Shape shape = Shape.of(samples, positions, channels);
        try (TensorScope scope = backend.openScope()) {
            Tensor attended = backend.doubles(shape, queries)
                    .attention(backend.doubles(shape, keys), backend.doubles(shape, values));
            assertThat(attended.shape()).isEqualTo(shape);
            assertThat(attended.toDoubles())
                    .containsExactly(attended(samples, positions, channels, queries, keys, values), within(1e-12));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "1, 33, 4", "2, 33, 4", "1, 1100, 2"})
    void attentionInSinglePrecisionIsTheSame(int samples, int positions, int channels) {
        int size = samples * positions * channels;
        double[] queries = random(size, 1);
        double[] keys = random(size, 2);
        double[] values = random(size, 3);
        Shape shape = Shape.of(samples, positions, channels);
        try (TensorScope scope = backend.openScope()) {
            Tensor attended = backend.doubles(shape, queries)
                    .to(DataType.FLOAT32)
                    .attention(
                            backend.doubles(shape, keys).to(DataType.FLOAT32),
                            backend.doubles(shape, values).to(DataType.FLOAT32));
            assertThat(attended.shape()).isEqualTo(shape);
            assertThat(attended.toDoubles())
                    .containsExactly(attended(samples, positions, channels, queries, keys, values), within(1e-5));
        }
    }

    private static double[] attended(int n, int positions, int channels, double[] q, double[] k, double[] v) {
        double[] result = new double[q.length];
        for (int b = 0; b < n; b++) {
            for (int i = 0; i < positions; i++) {
                double sum = 0;
                for (int j = 0; j < positions; j++) {
                    double score = 0;
                    for (int c = 0; c < channels; c++) {
                        score += q[(b * positions + i) * channels + c] * k[(b * positions + j) * channels + c];
                    }
                    double weight = Math.exp(score);
                    sum += weight;
                    for (int c = 0; c < channels; c++) {
                        result[(b * positions + i) * channels + c] += weight * v[(b * positions + j) * channels + c];
                    }
                }
                for (int c = 0; c < channels; c++) {
                    result[(b * positions + i) * channels + c] /= sum;
                }
            }
        }
        return result;
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "5, 3", "480, 640"})
    void instanceNormHasMeanZeroAndVarianceOne(int height, int width) {
        try (TensorScope scope = backend.openScope()) {
            float[] values = new float[height * width];
            double[] random = random(values.length, 4);
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (100 + random[i]); // a large mean: E[x^2] - E[x]^2 would lose everything
            }
            float[] normal = backend.floats(Shape.of(1, 1, height, width), values)
                    .instanceNorm(1e-5)
                    .toFloats();
            double sum = 0;
            double squares = 0;
            for (float value : normal) {
                sum += value / (double) normal.length;
                squares += value * (double) value / normal.length;
            }
            assertThat(sum).isCloseTo(0, within(1e-3));
            assertThat(squares).isCloseTo(normal.length == 1 ? 0 : 1, within(2e-3));
        }
    }

    @Test
    void useAfterTheScopeIsRefused() {
        Tensor outside;
        try (TensorScope scope = backend.openScope()) {
            outside = backend.floats(Shape.of(2), 1, 2);
        }
        assertThatThrownBy(outside::toFloats).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void failedOperationNamesItselfAndFreesEverything() {
        try (TensorScope scope = backend.openScope()) {
            Tensor two = backend.floats(Shape.of(2), 1, 2);
            Tensor three = backend.floats(Shape.of(3), 1, 2, 3);
            assertThatThrownBy(() -> two.add(three)).hasMessageContaining("add").hasMessageContaining("[2]");
        }
    }

    private static double[] random(int size, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return random.doubles(size, -1, 1).toArray();
    }

    /** Weights of all pairs of these positions would be 1.6 GB, twice. */
    @Test
    void attentionNeedsNoMemoryForAllPairs() {
        Shape shape = Shape.of(1, 20_000, 16);
        try (TensorScope scope = backend.openScope();
                Autograd.Mode mode = backend.autograd().recording(false)) {
            Tensor x = backend.doubles(shape, random((int) shape.elements(), 1)).to(DataType.FLOAT32);
            long before = ProcessMemory.peak().orElse(0);
            assertThat(x.attention(x, x).shape()).isEqualTo(shape);
            assertThat(ProcessMemory.peak().orElse(0) - before).isLessThan(800_000_000L);
        }
    }
}
