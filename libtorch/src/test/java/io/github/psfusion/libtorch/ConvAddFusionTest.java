// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.libtorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.tensors.Conv2dOptions;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import io.github.psfusion.tensors.graph.ConvAddFusion;
import io.github.psfusion.tensors.graph.CostTable;
import io.github.psfusion.tensors.graph.Graph;
import io.github.psfusion.tensors.graph.GraphRunner;
import io.github.psfusion.tensors.graph.Operation;
import io.github.psfusion.tensors.graph.Tracer;
import io.github.psfusion.tensors.graph.WeightStore;
import io.github.psfusion.testing.RuleNumbers;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sums that convolutions carry, against the same ones added up afterwards. */
class ConvAddFusionTest {
    private static final int CHANNELS = 32;
    private static final Shape MAP = Shape.of(1, CHANNELS, 10, 12);

    private final Backend backend = Backends.open(BackendOptions.defaults());

    @SuppressWarnings("NullAway.Init") // before each test
    private TensorScope scope;

    @BeforeEach
    void open() {
        scope = backend.openScope();
    }

    @AfterEach
    void close() {
        scope.close();
    }

    private Tensor numbers(String name, long... sizes) {
        Shape shape = Shape.of(sizes);
        double[] uniform = RuleNumbers.uniform(name, (int) shape.elements());
        float[] values = new float[uniform.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (uniform[i] / 10);
        }
        return backend.floats(shape, values);
    }

    private Tensor convolved(Tensor x, String name) {
        Tensor weight = numbers(name, CHANNELS, x.shape().size(1), 3, 3);
        return x.conv2d(weight, numbers(name + " bias", CHANNELS), Conv2dOptions.padded(1));
    }

    private Graph carried(UnaryOperator<Tensor> computation) {
        Tracer recorder = new Tracer(Map.of());
        Tensor x = recorder.input("x", MAP, DataType.FLOAT32);
        Graph recorded = recorder.graph(Map.of("y", computation.apply(x)));
        Graph graph = ConvAddFusion.of(recorded);
        assertThat(multiplyAccumulates(graph)).isEqualTo(multiplyAccumulates(recorded));
        Tensor given = numbers("x", MAP.sizes());
        float[] expected = computation.apply(given).toFloats();
        try (WeightStore weights = new WeightStore(backend)) {
            float[] actual = Objects.requireNonNull(new GraphRunner(graph, weights)
                            .run(Map.of("x", given))
                            .get("y"))
                    .toFloats();
            assertThat(actual).containsExactly(expected, within(1e-5f));
        }
        return graph;
    }

    private static long multiplyAccumulates(Graph graph) {
        return CostTable.of(graph, weight -> "all").total().multiplyAccumulates();
    }

    private static long count(Graph graph, Predicate<Operation> kind) {
        return graph.nodes().stream()
                .filter(node -> kind.test(node.operation()))
                .count();
    }

    private static long added(Graph graph) {
        return count(graph, operation -> operation instanceof Operation.ConvAdd);
    }

    @Test
    void joinedMapsAreConvolvedOneByOne() {
        Graph graph = carried(x -> {
            Tensor a = convolved(x, "a").reluInPlace();
            Tensor b = convolved(a, "b").reluInPlace();
            return convolved(Tensor.concatenate(1, List.of(x.relu(), a, b)), "joined")
                    .reluInPlace();
        });
        assertThat(count(graph, operation -> operation instanceof Operation.Concatenate))
                .isZero();
        assertThat(added(graph)).isEqualTo(2);
    }

    @Test
    void aSumThatOthersReadIsNotOverwritten() {
        Graph graph = carried(x -> {
            Tensor a = x.multiply(2);
            Tensor sum = a.add(convolved(x, "w")).relu();
            return sum.add(a); // a is needed after the convolution was added to it
        });
        assertThat(added(graph)).isEqualTo(1);
        assertThat(count(graph, operation -> operation == Operation.Activation.RELU))
                .as("carried by the sum")
                .isZero();
    }

    @Test
    void aConvolutionThatOthersReadIsLeft() {
        Graph graph = carried(x -> {
            Tensor a = convolved(x, "w");
            return a.add(x.multiply(2)).add(a.multiply(3));
        });
        assertThat(added(graph)).isZero();
    }

    @Test
    void narrowMapsStayJoined() {
        Graph graph =
                carried(x -> convolved(Tensor.concatenate(1, List.of(x.narrow(1, 0, 8), x.multiply(2))), "narrow"));
        assertThat(added(graph)).isZero();
    }

    @Test
    void theEnginesOwnSumIsThatOfAnyTypeAndLayout() {
        for (DataType type : List.of(DataType.FLOAT32, DataType.FLOAT64, DataType.BFLOAT16)) {
            Tensor map = numbers("x", MAP.sizes()).to(type);
            Tensor sum = numbers("sum", MAP.sizes()).to(type);
            addsInPlace(map, sum);
            Tensor mapInLayout = backend.persist(map); // in the layout that the engine prefers
            Tensor sumInLayout = backend.persist(numbers("sum", MAP.sizes()).to(type));
            addsInPlace(mapInLayout, sumInLayout);
            backend.release(mapInLayout);
            backend.release(sumInLayout);
        }
    }

    private void addsInPlace(Tensor map, Tensor sum) {
        DataType type = map.dataType();
        Tensor weight = numbers("w", CHANNELS, CHANNELS, 3, 3).to(type);
        Tensor bias = numbers("b", CHANNELS).to(type);
        Conv2dOptions options = Conv2dOptions.padded(1);
        float[] expected = sum.add(map.conv2d(weight, bias, options))
                .relu()
                .to(DataType.FLOAT32)
                .toFloats();
        assertThat(sum.addConv2dInPlace(map, weight, bias, options, true)).isSameAs(sum);
        float tolerance = type == DataType.BFLOAT16 ? 0.01f : 1e-5f;
        assertThat(sum.to(DataType.FLOAT32).toFloats()).containsExactly(expected, within(tolerance));
    }
}
