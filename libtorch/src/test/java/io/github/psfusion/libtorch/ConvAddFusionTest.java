// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.libtorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.tensors.Conv2dOptions;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.testing.tensors.ConvAddFusionContract;
import io.github.psfusion.testing.tensors.Inputs;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fuses sums for libtorch, which adds a convolution to a sum by an operator of oneDNN where type and layout allow. */
class ConvAddFusionTest extends ConvAddFusionContract {
    private static final Backend BACKEND = Backends.open(BackendOptions.defaults());

    ConvAddFusionTest() {
        super(BACKEND);
    }

    @ParameterizedTest
    @CsvSource({
        "FLOAT32, NEW, 1e-5",
        "FLOAT32, PREFERRED, 1e-5",
        "FLOAT64, NEW, 1e-12",
        "FLOAT64, PREFERRED, 1e-12",
        "BFLOAT16, NEW, 0.01",
        "BFLOAT16, PREFERRED, 0.01"
    })
    void theSumIsThatOfAConvolutionAndAnAddition(DataType type, Inputs.Layout layout, double tolerance) {
        assumeTrue(type != DataType.BFLOAT16 || BACKEND.supportsBfloat16(), "the CPU has no convolutions of bfloat16");
        try (Inputs inputs = new Inputs(BACKEND, type, layout)) {
            Tensor input = inputs.uniform("x", 1, 32, 10, 12);
            Tensor sum = inputs.uniform("sum", 1, 32, 10, 12);
            Tensor weight = inputs.uniform("w", 32, 32, 3, 3).multiply(0.1);
            Tensor bias = inputs.uniform("b", 32);
            Conv2dOptions options = Conv2dOptions.padded(1);
            double[] expected =
                    sum.add(input.conv2d(weight, bias, options)).relu().toDoubles();
            assertThat(sum.addConv2dInPlace(input, weight, bias, options, true)).isSameAs(sum);
            double[] actual = sum.toDoubles();
            for (int i = 0; i < expected.length; i++) {
                assertThat(actual[i]).isCloseTo(expected[i], within(tolerance * Math.max(1, expected[i])));
            }
        }
    }
}
