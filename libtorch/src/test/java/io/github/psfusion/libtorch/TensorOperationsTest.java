// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.libtorch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.tensors.Autograd;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import io.github.psfusion.testing.tensors.Inputs;
import io.github.psfusion.testing.tensors.ReferenceBackend;
import io.github.psfusion.testing.tensors.TensorCase;
import io.github.psfusion.testing.tensors.TensorCases;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each operation of {@link TensorCases} on libtorch, in both memory layouts, against the plain-Java reference backend. */
class TensorOperationsTest {
    private static final double SINGLE = 2e-5;
    private static final double DOUBLE = 1e-12;

    private static final Backend LIBTORCH = Backends.open(BackendOptions.defaults());
    private static final Backend REFERENCE = new ReferenceBackend();

    static Stream<Arguments> cases() {
        return TensorCases.all().stream()
                .flatMap(each -> Stream.of(DataType.FLOAT32, DataType.FLOAT64)
                        .flatMap(type ->
                                Stream.of(Inputs.Layout.values()).map(layout -> Arguments.of(each, type, layout))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void libtorchAgreesWithTheReference(TensorCase operation, DataType type, Inputs.Layout layout) {
        long live = LIBTORCH.liveTensors();
        try (TensorScope scope = LIBTORCH.openScope();
                TensorScope referenceScope = REFERENCE.openScope();
                Autograd.Mode mode = LIBTORCH.autograd().recording(false)) {
            agrees(operation, type, layout);
        }
        assertThat(LIBTORCH.liveTensors()).as("tensors that are left").isEqualTo(live);
    }

    static Stream<TensorCase> operations() {
        return TensorCases.all().stream();
    }

    /** While gradients are recorded some operations are computed in another way. */
    @ParameterizedTest
    @MethodSource("operations")
    void libtorchAgreesWhileItRecords(TensorCase operation) {
        try (TensorScope scope = LIBTORCH.openScope();
                TensorScope referenceScope = REFERENCE.openScope();
                Autograd.Mode mode = LIBTORCH.autograd().recording(true)) {
            agrees(operation, DataType.FLOAT32, Inputs.Layout.NEW);
        }
    }

    private static void agrees(TensorCase operation, DataType type, Inputs.Layout layout) {
        try (Inputs inputs = new Inputs(LIBTORCH, type, layout);
                Inputs referenceInputs = new Inputs(REFERENCE, type, layout)) {
            Tensor expected = operation.computation().apply(referenceInputs);
            Tensor actual = operation.computation().apply(inputs);
            assertThat(actual.shape()).isEqualTo(expected.shape());
            assertThat(actual.dataType()).isEqualTo(expected.dataType());
            near(actual.toDoubles(), expected.toDoubles(), type == DataType.FLOAT64 ? DOUBLE : SINGLE);
            assertThat(actual.isFinite()).isTrue();
            if (actual.dataType() == type) {
                assertThat(actual.toFloats()).hasSameSizeAs(expected.toFloats());
            } else {
                assertThat(actual.toBytes()).as("exact types").isEqualTo(expected.toBytes());
            }
            if (!operation.changesOperands()) {
                for (Inputs each : List.of(inputs, referenceInputs)) {
                    each.assertUnchanged();
                }
            }
        }
    }

    private static void near(double[] actual, double[] expected, double tolerance) {
        int worst = 0;
        double largest = 0;
        for (int i = 0; i < expected.length; i++) {
            double difference = Math.abs(actual[i] - expected[i]) / (1 + Math.abs(expected[i]));
            if (!(difference <= largest)) { // NaN, too
                largest = difference;
                worst = i;
            }
        }
        assertThat(largest)
                .as("element %d is %s, expected %s", worst, actual[worst], expected[worst])
                .isLessThanOrEqualTo(tolerance);
    }
}
