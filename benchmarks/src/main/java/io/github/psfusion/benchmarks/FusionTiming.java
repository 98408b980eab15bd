// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.benchmarks;

import io.github.psfusion.networks.inference.Architecture;
import io.github.psfusion.networks.inference.Network;
import io.github.psfusion.networks.inference.NetworkGraphs;
import io.github.psfusion.networks.inference.NetworkInput;
import io.github.psfusion.networks.inference.NetworkOutput;
import io.github.psfusion.networks.inference.NetworkSpec;
import io.github.psfusion.networks.inference.NetworkSpecs;
import io.github.psfusion.networks.inference.NetworkTensors;
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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/**
 * Times the fusion of a pair by a network in one {@link Form}, images in Java memory to image in Java memory. Weights are those of a
 * network before training. Arguments: the form, the key of the network, height, width and the number of repetitions. Prints a
 * {@link RepeatedTiming}.
 */
final class FusionTiming {
    private static final int SMALL = 64;

    private final NetworkSpec spec;
    private final Backend backend;
    private final Form form;
    private final Shape shape;
    private final Map<String, float[]> inputs = new LinkedHashMap<>();

    private FusionTiming(NetworkSpec spec, Form form, Backend backend, Shape shape) {
        this.spec = spec;
        this.form = form;
        this.backend = backend;
        this.shape = shape;
        for (NetworkInput input : spec.inputs()) {
            inputs.put(input.name(), noise(input.channels().count() * (int) shape.elements()));
        }
    }

    public static void main(String[] args) throws IOException {
        Form form = Form.valueOf(args[0]);
        NetworkSpec spec = NetworkSpecs.find(args[1]).orElseThrow();
        Backend backend = Backends.open(BackendOptions.defaults().withLayout(form.layout()));
        Shape shape = padded(spec, Integer.parseInt(args[2]), Integer.parseInt(args[3]));
        FusionTiming timing = new FusionTiming(spec, form, backend, shape);
        System.out.println(timing.run(Integer.parseInt(args[4])).line());
    }

    private static Shape padded(NetworkSpec spec, int height, int width) {
        return Shape.of(1, 1, spec.sizes().padded(height), spec.sizes().padded(width));
    }

    private RepeatedTiming run(int repetitions) throws IOException {
        try (Network network = spec.build(Architecture.published(spec));
                WeightStore weights = new WeightStore(backend)) {
            network.parameters().initialize(backend, 1);
            if (form.allOutputs()) {
                Set<String> all = NetworkGraphs.allOutputs(spec);
                return RepeatedTiming.of(repetitions, () -> fuse(pair -> network.evaluate(new NetworkTensors(pair), all)
                        .byName()));
            }
            if (form == Form.ONNX_RUNTIME) {
                return OnnxTiming.of(spec, network, backend, new OnnxTiming.Pair(shape, inputs), repetitions);
            }
            GraphRunner runner = new GraphRunner(graph(network), weights);
            return RepeatedTiming.of(repetitions, () -> fuse(runner::run));
        }
    }

    private Graph graph(Network network) {
        Set<String> outputs = Set.of(NetworkOutput.FUSED);
        NetworkGraphs graphs = new NetworkGraphs(spec, network);
        if (form.precision() != DataType.INT8) {
            return graphs.optimized(shape, form.floats(), outputs);
        }
        // The ranges do not matter for the time: a small image will do, and takes no memory that would be measured.
        Shape little = padded(spec, SMALL, SMALL);
        Graph small = graphs.folded(little, DataType.FLOAT32, outputs);
        Calibration calibration = graphs.calibration(small);
        try (WeightStore weights = new WeightStore(backend)) {
            GraphRunner runner = new GraphRunner(small, weights);
            new FusionTiming(spec, form, backend, little).fuse(pair -> runner.run(pair, calibration));
        }
        return graphs.quantized(shape, outputs, calibration.ranges(), backend.fastestFloat());
    }

    private void fuse(UnaryOperator<Map<String, Tensor>> network) {
        try (TensorScope scope = backend.openScope();
                Autograd.Mode mode = backend.autograd().recording(false)) {
            Map<String, Tensor> pair = new LinkedHashMap<>();
            inputs.forEach((name, samples) -> {
                Shape own = Shape.of(1, samples.length / shape.elements(), shape.size(2), shape.size(3));
                pair.put(name, backend.floats(own, samples).to(form.floats()));
            });
            Tensor fused = Objects.requireNonNull(network.apply(pair).get(NetworkOutput.FUSED));
            float[] result = fused.toFloats();
            if (result.length != shape.elements()) {
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
