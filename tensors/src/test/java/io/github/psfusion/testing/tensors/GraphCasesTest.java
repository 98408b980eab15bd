// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.testing.tensors;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.TensorScope;
import io.github.psfusion.tensors.graph.Operation;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whether the table is complete. */
class GraphCasesTest {
    private static Stream<String> kinds(Class<?> type) {
        return type.isEnum()
                ? Arrays.stream(type.getEnumConstants()).map(Object::toString)
                : Stream.of(type.getSimpleName());
    }

    private static String kind(Operation operation) {
        return operation instanceof Enum<?> constant
                ? constant.name()
                : operation.getClass().getSimpleName();
    }

    @Test
    void everyOperationHasACase() {
        Set<String> operations = Arrays.stream(Operation.class.getPermittedSubclasses())
                .flatMap(GraphCasesTest::kinds)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> tested = new TreeSet<>();
        Backend backend = new ReferenceBackend();
        try (TensorScope scope = backend.openScope()) {
            GraphCases.all()
                    .forEach(each -> each.graph(Inputs.of(backend), 8, 12)
                            .nodes()
                            .forEach(node -> tested.add(kind(node.operation()))));
        }
        assertThat(tested).isEqualTo(operations);
    }
}
