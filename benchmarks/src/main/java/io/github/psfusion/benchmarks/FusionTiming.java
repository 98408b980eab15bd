// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.benchmarks;

import io.github.psfusion.networks.Pass;
import io.github.psfusion.networks.psfusion.PsFusionGraph;
import io.github.psfusion.networks.psfusion.PsFusionNetwork;
import io.github.psfusion.tensors.Autograd;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import io.github.psfusion.tensors.graph.GraphRunner;
import io.github.psfusion.tensors.graph.WeightStore;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.BinaryOperator;

/** Times the fusion of a pair in one {@link Form}, pictures in Java memory to picture in Java memory. Prints a {@link Timing}. */
final class FusionTiming {
    private static final int HEIGHT = 480;
    private static final int WIDTH = 640;
    private static final int CLASSES = 9;
    private static final int REPETITIONS = 9;

    private FusionTiming() {}

    public static void main(String[] args) throws IOException {
        Form form = Form.valueOf(args[0]);
        Backend backend = Backends.open(BackendOptions.defaults().withLayout(form.layout()));
        try (PsFusionNetwork network = new PsFusionNetwork(CLASSES)) {
            network.parameters().initialise(backend, 1);
            float[] visible = noise(3);
            float[] infrared = noise(1);
            if (form.allOutputs()) {
                time(
                        backend,
                        form,
                        visible,
                        infrared,
                        (vi, ir) -> network.forward(vi, ir, Pass.EVALUATION).fused());
            } else {
                try (WeightStore weights = new WeightStore(backend)) {
                    GraphRunner runner = new GraphRunner(
                            PsFusionGraph.folded(
                                    network,
                                    Shape.of(1, 1, HEIGHT, WIDTH),
                                    form.precision(),
                                    PsFusionGraph.Wanted.FUSED_PICTURE),
                            weights);
                    time(
                            backend,
                            form,
                            visible,
                            infrared,
                            (vi, ir) -> Objects.requireNonNull(
                                    runner.run(Map.of(PsFusionGraph.VISIBLE, vi, PsFusionGraph.INFRARED, ir))
                                            .get(PsFusionGraph.FUSED)));
                }
            }
        }
    }

    private static void time(
            Backend backend, Form form, float[] visible, float[] infrared, BinaryOperator<Tensor> network)
            throws IOException {
        System.out.println(Timing.of(REPETITIONS, () -> fuse(backend, form, visible, infrared, network))
                .line());
    }

    private static void fuse(
            Backend backend, Form form, float[] visible, float[] infrared, BinaryOperator<Tensor> network) {
        try (TensorScope scope = backend.openScope();
                Autograd.Mode mode = backend.autograd().recording(false)) {
            Tensor vi = backend.floats(Shape.of(1, 3, HEIGHT, WIDTH), visible).to(form.precision());
            Tensor ir = backend.floats(Shape.of(1, 1, HEIGHT, WIDTH), infrared).to(form.precision());
            float[] result = network.apply(vi, ir).toFloats();
            if (result.length != HEIGHT * WIDTH) {
                throw new IllegalStateException("the fused picture has " + result.length + " pixels");
            }
        }
    }

    private static float[] noise(int channels) {
        SplittableRandom random = new SplittableRandom(channels);
        float[] values = new float[channels * HEIGHT * WIDTH];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        return values;
    }
}
