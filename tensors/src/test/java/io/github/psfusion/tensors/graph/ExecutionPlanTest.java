// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Planned memory, which needs no backend. */
class ExecutionPlanTest {
    private static final Shape MAP = Shape.of(2, 4, 6, 8);
    private static final long BYTES = 4 * MAP.elements();

    private static ExecutionPlan plan(UnaryOperator<Tensor> computation) {
        Tracer tracer = new Tracer(Map.of());
        Tensor x = tracer.input("x", MAP, DataType.FLOAT32);
        return new ExecutionPlan(tracer.graph(Map.of("y", computation.apply(x))));
    }

    private static List<Boolean> inPlace(UnaryOperator<Tensor> computation) {
        return plan(computation).steps().stream()
                .map(ExecutionPlan.Step::inPlace)
                .toList();
    }

    @Test
    void memoryIsThatOfTheActivationsThatAreLiveAtOnce() {
        assertThat(plan(x -> x.add(1)).peakBytes()).isEqualTo(2 * BYTES);
        assertThat(plan(x -> x.add(1).multiply(2).relu().add(x)).peakBytes())
                .as("the input, a sum and a product; the activation and the last sum need no memory")
                .isEqualTo(3 * BYTES);
        assertThat(plan(x -> {
                            Tensor sum = x.add(1);
                            Tensor view = sum.narrow(1, 0, 2);
                            return view.multiply(2).add(view);
                        })
                        .peakBytes())
                .as("the sum stays as long as its view, which has half its size")
                .isEqualTo(2 * BYTES + BYTES / 2);
    }

    @Test
    void operationsOverwriteWhatNothingElseReads() {
        assertThat(inPlace(x -> x.add(1).relu())).containsExactly(false, true);
        assertThat(inPlace(x -> x.relu())).as("the input belongs to the caller").containsExactly(false);
        assertThat(inPlace(x -> x.add(1).sigmoid())).as("not in place").containsExactly(false, false);
        assertThat(inPlace(x -> {
                    Tensor a = x.add(1);
                    return a.relu().subtract(a);
                }))
                .as("read again")
                .containsExactly(false, false, false);
        assertThat(inPlace(x -> x.add(1).reshape(2, 4, 48).relu())).as("a view").containsExactly(false, false, false);
        assertThat(inPlace(x -> x.globalAveragePool().add(x)))
                .as("the result is larger")
                .containsExactly(false, false);
    }
}
