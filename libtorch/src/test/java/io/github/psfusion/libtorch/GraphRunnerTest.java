// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.libtorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.tensors.BatchNormState;
import io.github.psfusion.tensors.Conv2dOptions;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Interpolation;
import io.github.psfusion.tensors.PoolOptions;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.ShapeException;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import io.github.psfusion.tensors.graph.CostTable;
import io.github.psfusion.tensors.graph.ExecutionPlan;
import io.github.psfusion.tensors.graph.FoldBatchNorm;
import io.github.psfusion.tensors.graph.Graph;
import io.github.psfusion.tensors.graph.GraphRunner;
import io.github.psfusion.tensors.graph.Operation;
import io.github.psfusion.tensors.graph.Tracer;
import io.github.psfusion.tensors.graph.WeightStore;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Computations that are recorded and run, against the same ones done at once. */
class GraphRunnerTest {
    private static final Shape MAP = Shape.of(2, 4, 6, 8);

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

    private Tensor noise(long seed, Shape shape) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[(int) shape.elements()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
        }
        return backend.floats(shape, values);
    }

    private static Graph recorded(Shape shape, UnaryOperator<Tensor> computation) {
        Tracer recorder = new Tracer(Map.of());
        Tensor input = recorder.input("x", shape, DataType.FLOAT32);
        return recorder.graph(Map.of("y", computation.apply(input)));
    }

    private float[] run(Graph graph, Tensor x) {
        try (WeightStore weights = new WeightStore(backend)) {
            return Objects.requireNonNull(
                            new GraphRunner(graph, weights).run(Map.of("x", x)).get("y"))
                    .toFloats();
        }
    }

    private void same(UnaryOperator<Tensor> computation) {
        Tensor x = noise(1, MAP);
        float[] given = x.toFloats();
        Graph graph = recorded(MAP, computation);
        float[] expected = computation.apply(x).toFloats();
        assertThat(run(graph, x)).containsExactly(expected, within(1e-6f));
        assertThat(run(FoldBatchNorm.of(graph), x)).containsExactly(expected, within(1e-5f));
        assertThat(x.toFloats()).as("what is given is not changed").containsExactly(given);
    }

    @Test
    void activationsAndSumsInPlaceDoNotReachWhatOthersRead() {
        same(x -> {
            Tensor a = x.add(1);
            Tensor b = a.multiply(2).reluInPlace();
            Tensor part = b.narrow(1, 1, 2); // a view of b, which is added to below
            Tensor sum = b.add(a).add(b);
            return Tensor.concatenate(1, List.of(sum, part, a.relu()));
        });
    }

    @Test
    void everyOperationIsTheEngines() {
        Tensor weight = noise(2, Shape.of(4, 4, 3, 3));
        Tensor bias = noise(3, Shape.of(4));
        same(x -> x.conv2d(weight, bias, Conv2dOptions.padded(1)).reluInPlace());
        same(x -> x.conv2d(noise(4, Shape.of(4, 1, 3, 3)), null, new Conv2dOptions(2, 1, 4)));
        same(x -> x.instanceNorm(1e-5).sigmoid().subtract(x.tanh()).maximum(x.multiply(0.5)));
        same(x -> x.maxPool2d(new PoolOptions(3, 2, 1)).resizeBilinear(6, 8, Interpolation.ALIGN_CORNERS));
        same(x -> x.globalAveragePool().multiply(x).relu6());
        same(x -> {
            Tensor places = x.reshape(2, 4, -1).transpose(1, 2);
            return places.attention(places.multiply(0.5), places)
                    .transpose(1, 2)
                    .reshape(2, 4, 6, 8);
        });
    }

    @Test
    void batchNormsBecomePartOfConvolutions() {
        Tensor weight = noise(2, Shape.of(5, 4, 3, 3));
        BatchNormState first = new BatchNormState(
                noise(3, Shape.of(5)),
                noise(4, Shape.of(5)),
                noise(5, Shape.of(5)),
                noise(6, Shape.of(5)).abs(),
                0.1,
                1e-5);
        BatchNormState second = new BatchNormState(
                noise(7, Shape.of(5)),
                noise(8, Shape.of(5)),
                noise(9, Shape.of(5)),
                noise(10, Shape.of(5)).abs(),
                0.1,
                1e-5);
        UnaryOperator<Tensor> block = x -> x.conv2d(weight, null, Conv2dOptions.padded(1))
                .batchNorm(first, false)
                .batchNorm(second, false);
        Graph graph = recorded(MAP, block);
        Graph folded = FoldBatchNorm.of(graph);
        assertThat(graph.nodes())
                .filteredOn(node -> node.operation() instanceof Operation.BatchNorm)
                .hasSize(2);
        assertThat(folded.nodes())
                .noneMatch(node -> node.operation() instanceof Operation.BatchNorm)
                .hasSize(1 + 1 + 2);
        Tensor x = noise(1, MAP);
        float[] expected = block.apply(x).toFloats();
        float[] found = run(folded, x);
        for (int i = 0; i < expected.length; i++) {
            assertThat(found[i]).isCloseTo(expected[i], within(2e-5f * Math.max(1, Math.abs(expected[i]))));
        }
    }

    @Test
    void aConvolutionThatOthersReadKeepsItsBatchNorm() {
        Tensor weight = noise(2, Shape.of(4, 4, 1, 1));
        BatchNormState state = new BatchNormState(
                noise(3, Shape.of(4)),
                noise(4, Shape.of(4)),
                noise(5, Shape.of(4)),
                noise(6, Shape.of(4)).abs(),
                0.1,
                1e-5);
        same(x -> {
            Tensor y = x.conv2d(weight, null, Conv2dOptions.padded(0));
            return y.batchNorm(state, false).add(y);
        });
    }

    @Test
    void nothingIsLeftBehind() {
        Graph graph = recorded(MAP, x -> x.add(1).multiply(2).add(x).relu().add(3));
        Tensor x = noise(1, MAP);
        long before = backend.liveTensors();
        try (TensorScope inner = backend.openScope();
                WeightStore weights = new WeightStore(backend)) {
            Map<String, Tensor> outputs = new GraphRunner(graph, weights).run(Map.of("x", x));
            assertThat(outputs).hasSize(1);
            assertThat(backend.liveTensors()).isEqualTo(before + 1);
        }
        assertThat(backend.liveTensors()).isEqualTo(before);
    }

    @Test
    void memoryIsThatOfTheMapsThatAreThereAtOnce() {
        long map = 4 * MAP.elements();
        assertThat(peak(x -> x.add(1))).isEqualTo(2 * map);
        assertThat(peak(x -> x.add(1).multiply(2).relu().add(x)))
                .as("the given one, a sum and a product; the activation and the last sum need no memory")
                .isEqualTo(3 * map);
        assertThat(peak(x -> {
                    Tensor sum = x.add(1);
                    Tensor view = sum.narrow(1, 0, 2);
                    return view.multiply(2).add(view);
                }))
                .as("the sum stays as long as its view, which has half its size")
                .isEqualTo(2 * map + map / 2);
    }

    private static long peak(UnaryOperator<Tensor> computation) {
        return new ExecutionPlan(recorded(MAP, computation)).peakBytes();
    }

    @Test
    void multiplyAccumulatesAreCounted() {
        Graph graph = recorded(MAP, x -> x.conv2d(noise(2, Shape.of(5, 4, 3, 3)), null, Conv2dOptions.padded(1)));
        assertThat(CostTable.of(graph, name -> "all").total())
                .isEqualTo(new CostTable.Cost(5 * 4 * 9, 2L * 5 * 6 * 8 * 4 * 9));
    }

    @Test
    void wrongInputsAndOperationsOfTrainingAreRefused() {
        Graph graph = recorded(MAP, x -> x.add(1));
        assertThatThrownBy(() -> run(graph, noise(1, Shape.of(1, 4, 6, 8))))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("input x must have the shape [2, 4, 6, 8], not [1, 4, 6, 8]");
        assertThatThrownBy(() -> recorded(MAP, Tensor::abs))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("abs cannot be traced");
        assertThatThrownBy(() ->
                        recorded(MAP, x -> x.conv2d(noise(2, Shape.of(5, 3, 3, 3)), null, Conv2dOptions.padded(1))))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("the channels do not fit");
    }
}
