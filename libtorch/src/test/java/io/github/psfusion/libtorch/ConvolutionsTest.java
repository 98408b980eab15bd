// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.libtorch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.tensors.Autograd;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.tensors.Conv2dOptions;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConvolutionsTest {
    /** Kernels that read beyond their data meet what was there before: here, not a number. */
    @ParameterizedTest
    @CsvSource({"9, 64, 8, 8", "1, 64, 8, 8", "24, 32, 8, 8", "1, 2, 20, 20", "9, 64, 1, 2", "512, 256, 2, 4"})
    void gradientsDoNotDependOnOldMemory(int out, int in, int height, int width) {
        try (Backend backend = Backends.open(BackendOptions.defaults().withThreads(2))) {
            for (int trial = 0; trial < 20; trial++) {
                assertFinite(backend, DataType.FLOAT32, Shape.of(out, in, 3, 3), Shape.of(3, in, height, width));
                if (backend.supportsBfloat16()) {
                    assertFinite(backend, DataType.BFLOAT16, Shape.of(out, in, 3, 3), Shape.of(3, in, height, width));
                }
            }
        }
    }

    private static void assertFinite(Backend backend, DataType type, Shape kernel, Shape input) {
        fillFreeMemory(backend);
        try (TensorScope scope = backend.openScope();
                Autograd.Mode mode = backend.autograd().recording(true)) {
            Tensor weight = backend.full(DataType.FLOAT32, kernel, 0.01).requireGradient();
            Tensor x = backend.full(DataType.FLOAT32, input, 0.5).requireGradient();
            Tensor y = x.to(type).conv2d(weight.to(type), null, Conv2dOptions.padded(1));
            assertThat(y.shape()).isEqualTo(Shape.of(3, kernel.size(0), input.size(2), input.size(3)));
            assertThat(y.isFinite()).isTrue();
            y.to(DataType.FLOAT32).sum().backward();
            assertThat(x.gradient().orElseThrow().isFinite())
                    .as("%s, input", type)
                    .isTrue();
            assertThat(weight.gradient().orElseThrow().isFinite())
                    .as("%s, weight", type)
                    .isTrue();
        }
    }

    private static void fillFreeMemory(Backend backend) {
        try (TensorScope scope = backend.openScope()) {
            for (int size = 64; size < 40_000; size += 700) {
                var unused = backend.full(DataType.FLOAT32, Shape.of(size), Double.NaN);
            }
        }
    }
}
