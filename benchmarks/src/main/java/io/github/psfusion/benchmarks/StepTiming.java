// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.benchmarks;

import io.github.psfusion.networks.ForwardContext;
import io.github.psfusion.networks.psfusion.PsFusionNetwork;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import io.github.psfusion.training.losses.LabeledPairs;
import io.github.psfusion.training.losses.Luminance;
import io.github.psfusion.training.optimizer.NamedTensor;
import io.github.psfusion.training.optimizer.Sgd;
import io.github.psfusion.training.optimizer.SgdOptions;
import io.github.psfusion.training.psfusion.LossInputs;
import io.github.psfusion.training.psfusion.PsFusionLoss;
import io.github.psfusion.training.psfusion.PsFusionLossOptions;
import java.io.IOException;
import java.util.SplittableRandom;

/** Times whole training steps in one {@link Form}: forward, all ten terms, backward, published SGD. Prints a {@link RepeatedTiming}. */
final class StepTiming {
    private static final int N = 4;
    private static final int SIDE = 256;
    private static final int CLASSES = 9;
    private static final int REPETITIONS = 5;

    private StepTiming() {}

    public static void main(String[] args) throws IOException {
        Form form = Form.valueOf(args[0]);
        Backend backend = Backends.open(BackendOptions.defaults().withLayout(form.layout()));
        try (PsFusionNetwork network = new PsFusionNetwork(CLASSES)) {
            network.parameters().initialize(backend, 1);
            network.parameters().requireGradients();
            PsFusionLoss loss = new PsFusionLoss(PsFusionLossOptions.defaults());
            Sgd sgd = new Sgd(
                    backend,
                    network.parameters().trained().stream()
                            .map(parameter -> new NamedTensor(parameter.name(), parameter.value()))
                            .toList(),
                    SgdOptions.PUBLISHED);
            RepeatedTiming timing = RepeatedTiming.of(REPETITIONS, () -> step(backend, form, network, loss, sgd));
            System.out.println(timing.line());
            sgd.close();
        }
    }

    private static void step(Backend backend, Form form, PsFusionNetwork network, PsFusionLoss loss, Sgd sgd) {
        try (TensorScope scope = backend.openScope()) {
            Tensor visible = noise(backend, 3);
            Tensor infrared = noise(backend, 1);
            long[] classes = new long[N * SIDE * SIDE];
            long[] samples = new long[N];
            for (int i = 0; i < N; i++) {
                samples[i] = i;
            }
            Tensor flags = backend.full(infrared.dataType(), Shape.of(N, SIDE, SIDE), 0);
            LossInputs inputs = new LossInputs(
                    network.forward(
                            visible.to(form.precision()), infrared.to(form.precision()), ForwardContext.TRAINING),
                    infrared,
                    Luminance.of(visible),
                    flags.reshape(N, 1, SIDE, SIDE),
                    new LabeledPairs(backend.longs(Shape.of(N, SIDE, SIDE), classes), flags, flags, samples));
            loss.value(inputs).total().backward();
            sgd.step(1e-6);
            network.parameters()
                    .trained()
                    .forEach(parameter -> parameter.value().clearGradient());
        }
    }

    private static Tensor noise(Backend backend, int channels) {
        SplittableRandom random = new SplittableRandom(channels);
        float[] values = new float[N * channels * SIDE * SIDE];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        return backend.floats(Shape.of(N, channels, SIDE, SIDE), values);
    }
}
