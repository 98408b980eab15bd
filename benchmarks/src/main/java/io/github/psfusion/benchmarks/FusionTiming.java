// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.benchmarks;

import io.github.psfusion.networks.ForwardContext;
import io.github.psfusion.networks.inference.NetworkGraphs;
import io.github.psfusion.networks.inference.NetworkOutput;
import io.github.psfusion.networks.psfusion.PsFusionNetwork;
import io.github.psfusion.networks.psfusion.PsFusionSpec;
import io.github.psfusion.tensors.Autograd;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import io.github.psfusion.tensors.graph.Calibration;
import io.github.psfusion.tensors.graph.Graph;
import io.github.psfusion.tensors.graph.GraphRunner;
import io.github.psfusion.tensors.graph.WeightStore;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/**
 * Times the fusion of a pair in one {@link Form}, images in Java memory to image in Java memory. Arguments: the form, height,
 * width and the number of repetitions. Prints a {@link RepeatedTiming}.
 */
final class FusionTiming {
    private static final int CLASSES = 9;
    private static final String VISIBLE = "visible";
    private static final String INFRARED = "infrared";
    private static final Shape SMALL = Shape.of(1, 1, 64, 64);

    private final Backend backend;
    private final Form form;
    private final Shape shape;
    private final float[] visible;
    private final float[] infrared;

    private FusionTiming(Form form, Backend backend, Shape shape) {
        this.form = form;
        this.backend = backend;
        this.shape = shape;
        this.visible = noise(3 * (int) shape.elements());
        this.infrared = noise((int) shape.elements());
    }

    public static void main(String[] args) throws IOException {
        Form form = Form.valueOf(args[0]);
        Backend backend = Backends.open(BackendOptions.defaults().withLayout(form.layout()));
        Shape shape = Shape.of(1, 1, padded(args[1]), padded(args[2]));
        FusionTiming timing = new FusionTiming(form, backend, shape);
        System.out.println(timing.run(Integer.parseInt(args[3])).line());
    }

    private static int padded(String size) {
        return PsFusionSpec.INSTANCE.sizes().padded(Integer.parseInt(size));
    }

    private RepeatedTiming run(int repetitions) throws IOException {
        try (PsFusionNetwork network = new PsFusionNetwork(CLASSES);
                WeightStore weights = new WeightStore(backend)) {
            network.parameters().initialize(backend, 1);
            if (form.allOutputs()) {
                return RepeatedTiming.of(
                        repetitions,
                        () -> fuse(pair -> Map.of(
                                NetworkOutput.FUSED,
                                network.forward(
                                                tensor(pair, VISIBLE),
                                                tensor(pair, INFRARED),
                                                ForwardContext.EVALUATION)
                                        .fused())));
            }
            if (form == Form.ONNX_RUNTIME) {
                return OnnxTiming.of(network, backend, pair(), repetitions);
            }
            GraphRunner runner = new GraphRunner(graph(network), weights);
            return RepeatedTiming.of(repetitions, () -> fuse(runner::run));
        }
    }

    private Graph graph(PsFusionNetwork network) {
        Set<String> outputs = Set.of(NetworkOutput.FUSED);
        NetworkGraphs graphs = new NetworkGraphs(PsFusionSpec.INSTANCE, network);
        if (form.precision() != DataType.INT8) {
            return graphs.optimized(shape, form.floats(), outputs);
        }
        // The ranges do not matter for the time: a small image will do, and takes no memory that would be measured.
        Graph small = graphs.folded(SMALL, DataType.FLOAT32, outputs);
        Calibration calibration = graphs.calibration(small);
        try (WeightStore weights = new WeightStore(backend)) {
            GraphRunner runner = new GraphRunner(small, weights);
            new FusionTiming(form, backend, SMALL).fuse(pair -> runner.run(pair, calibration));
        }
        return graphs.quantized(shape, outputs, calibration.ranges(), backend.fastestFloat());
    }

    private OnnxTiming.Pair pair() {
        return new OnnxTiming.Pair(shape, visible, infrared);
    }

    private static Tensor tensor(Map<String, Tensor> tensors, String name) {
        return Objects.requireNonNull(tensors.get(name));
    }

    private void fuse(UnaryOperator<Map<String, Tensor>> network) {
        try (TensorScope scope = backend.openScope();
                Autograd.Mode mode = backend.autograd().recording(false)) {
            Shape color = Shape.of(1, 3, shape.size(2), shape.size(3));
            Map<String, Tensor> pair = Map.of(
                    VISIBLE, backend.floats(color, visible).to(form.floats()),
                    INFRARED, backend.floats(shape, infrared).to(form.floats()));
            float[] result = tensor(network.apply(pair), NetworkOutput.FUSED).toFloats();
            if (result.length != infrared.length) {
                throw new IllegalStateException("the fused image has " + result.length + " pixels");
            }
        }
    }

    private static float[] noise(int length) {
        SplittableRandom random = new SplittableRandom(length);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = random.nextFloat();
        }
        return values;
    }
}
