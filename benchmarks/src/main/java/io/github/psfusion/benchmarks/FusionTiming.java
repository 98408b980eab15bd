// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.benchmarks;

import io.github.psfusion.networks.Pass;
import io.github.psfusion.networks.psfusion.PsFusionNetwork;
import io.github.psfusion.networks.psfusion.PsFusionOutputs;
import io.github.psfusion.tensors.Autograd;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import java.io.IOException;
import java.util.SplittableRandom;

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
            System.out.println(Timing.of(REPETITIONS, () -> fuse(backend, form, network, visible, infrared))
                    .line());
        }
    }

    private static void fuse(Backend backend, Form form, PsFusionNetwork network, float[] visible, float[] infrared) {
        try (TensorScope scope = backend.openScope();
                Autograd.Mode mode = backend.autograd().recording(false)) {
            Tensor vi = backend.floats(Shape.of(1, 3, HEIGHT, WIDTH), visible).to(form.precision());
            Tensor ir = backend.floats(Shape.of(1, 1, HEIGHT, WIDTH), infrared).to(form.precision());
            Tensor fused;
            if (form.allOutputs()) {
                PsFusionOutputs all = network.forward(vi, ir, Pass.EVALUATION);
                fused = all.fused();
            } else {
                fused = network.fuse(vi, ir);
            }
            float[] result = fused.toFloats();
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
