// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.psfusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.psfusion.networks.ForwardContext;
import io.github.psfusion.networks.inference.NetworkGraphs;
import io.github.psfusion.networks.inference.NetworkOutput;
import io.github.psfusion.tensors.Autograd;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import io.github.psfusion.tensors.graph.Graph;
import io.github.psfusion.tensors.graph.GraphRunner;
import io.github.psfusion.tensors.graph.Operation;
import io.github.psfusion.tensors.graph.WeightStore;
import io.github.psfusion.testing.RuleImages;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The traced and transformed network against the network itself. */
@Tag("slow")
class TracedGraphParityTest {
    private static final int HEIGHT = 64;
    private static final int WIDTH = 96;
    private static final Shape SHAPE = Shape.of(2, 1, HEIGHT, WIDTH);

    private static final Set<String> FUSED = Set.of(NetworkOutput.FUSED);
    private static final Set<String> ALL = NetworkGraphs.allOutputs(PsFusionSpec.INSTANCE);

    @SuppressWarnings("NullAway.Init") // before all tests
    private static Backend backend;

    @SuppressWarnings("NullAway.Init") // before all tests
    private static PsFusionNetwork network;

    @BeforeAll
    static void load() {
        backend = Backends.open(BackendOptions.defaults());
        network = RuleNetwork.load(backend, 9, DataType.FLOAT32);
    }

    @AfterAll
    static void close() {
        network.close();
    }

    private static NetworkGraphs graphs() {
        return new NetworkGraphs(PsFusionSpec.INSTANCE, network);
    }

    private static Tensor visible() {
        return backend.floats(Shape.of(2, 3, HEIGHT, WIDTH), RuleImages.batch("graph.vi", 2, 3, HEIGHT, WIDTH));
    }

    private static Tensor infrared() {
        return backend.floats(Shape.of(2, 1, HEIGHT, WIDTH), RuleImages.batch("graph.ir", 2, 1, HEIGHT, WIDTH));
    }

    private static Map<String, Tensor> inputs() {
        return Map.of(PsFusionSpec.VISIBLE, visible(), PsFusionSpec.INFRARED, infrared());
    }

    private static float[] floats(Map<String, Tensor> outputs, String name) {
        return Objects.requireNonNull(outputs.get(name)).toFloats();
    }

    @Test
    void theFoldedGraphFusesAsTheNetwork() {
        Graph graph = graphs().folded(SHAPE, DataType.FLOAT32, FUSED);
        assertThat(graph.nodes().stream().filter(node -> node.operation() instanceof Operation.BatchNorm))
                .as("only those after injected features are left")
                .hasSize(3);
        long before = backend.liveTensors();
        try (TensorScope scope = backend.openScope();
                Autograd.Mode mode = backend.autograd().recording(false);
                WeightStore store = new WeightStore(backend)) {
            GraphRunner runner = new GraphRunner(graph, store);
            float[] expected = network.fuse(visible(), infrared()).toFloats();
            float[] fused = floats(runner.run(inputs()), NetworkOutput.FUSED);
            assertThat(fused).containsExactly(expected, within(2e-5f));
            float[] again = floats(runner.run(inputs()), NetworkOutput.FUSED);
            assertThat(again).containsExactly(fused);
        }
        assertThat(backend.liveTensors()).isEqualTo(before);
    }

    @Test
    void allOutputsAreRecorded() {
        try (TensorScope scope = backend.openScope();
                Autograd.Mode mode = backend.autograd().recording(false);
                WeightStore store = new WeightStore(backend)) {
            GraphRunner runner = new GraphRunner(graphs().recorded(SHAPE, DataType.FLOAT32, ALL), store);
            PsFusionOutputs expected = network.forward(visible(), infrared(), ForwardContext.EVALUATION);
            Map<String, Tensor> found = runner.run(inputs());
            assertThat(found).hasSize(6);
            assertThat(floats(found, "classes"))
                    .containsExactly(expected.semantic().toFloats(), within(1e-5f));
            assertThat(floats(found, "infrared"))
                    .containsExactly(expected.infrared().toFloats(), within(1e-6f));
        }
    }

    /** Two graphs that share their weights, in the type of their inputs, not that in which the network was loaded. */
    @Test
    void graphsOfBrainFloatsShareWeightsAndAgree() {
        assumeTrue(backend.supportsBfloat16(), "the CPU has no convolutions of bfloat16");
        try (TensorScope scope = backend.openScope();
                Autograd.Mode mode = backend.autograd().recording(false);
                WeightStore store = new WeightStore(backend)) {
            Map<String, Tensor> inputs = Map.of(
                    PsFusionSpec.VISIBLE,
                    visible().to(DataType.BFLOAT16),
                    PsFusionSpec.INFRARED,
                    infrared().to(DataType.BFLOAT16));
            GraphRunner all = runner(store, ALL);
            GraphRunner fusing = runner(store, FUSED);
            float[] fused = floats(fusing.run(inputs), NetworkOutput.FUSED);
            assertThat(floats(all.run(inputs), NetworkOutput.FUSED)).containsExactly(fused);
            float[] single = network.fuse(visible(), infrared()).toFloats();
            double difference = 0;
            for (int i = 0; i < fused.length; i++) {
                difference += Math.abs(fused[i] - single[i]) / fused.length;
            }
            assertThat(difference).isLessThan(0.01);
        }
    }

    private static GraphRunner runner(WeightStore store, Set<String> outputs) {
        return new GraphRunner(graphs().folded(SHAPE, DataType.BFLOAT16, outputs), store);
    }
}
