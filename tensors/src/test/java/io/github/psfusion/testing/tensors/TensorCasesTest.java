// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.testing.tensors;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.Tensor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whether the table is complete. */
class TensorCasesTest {
    /** What the reference backend has not: it is tested with the losses. */
    private static final Set<String> GRADIENTS = Set.of("requireGradient()");

    @Test
    void everyOperationThatReturnsATensorHasACase() {
        Set<String> operations = Stream.of(Tensor.class, Backend.class)
                .flatMap(type -> Arrays.stream(type.getMethods()))
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .filter(method -> method.getReturnType() == Tensor.class)
                .map(TensorCasesTest::signature)
                .filter(signature -> !GRADIENTS.contains(signature))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> tested =
                TensorCases.all().stream().map(TensorCase::operation).collect(Collectors.toCollection(TreeSet::new));
        assertThat(tested).isEqualTo(operations);
    }

    private static String signature(Method method) {
        return method.getName() + "("
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(", "))
                + ")";
    }
}
