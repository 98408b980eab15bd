// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import io.github.psfusion.networks.ForwardContext;
import io.github.psfusion.networks.Parameter;
import io.github.psfusion.networks.psfusion.PsFusionNetwork;
import io.github.psfusion.tensors.Autograd;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import io.github.psfusion.training.losses.ObjectiveValue;
import io.github.psfusion.training.losses.PsFusionLoss;
import io.github.psfusion.training.optimizer.Optimizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Forward, objective and backward for each accumulated batch, then one step of the optimizer. */
final class TrainingStep {
    private final Backend backend;
    private final PsFusionNetwork network;
    private final PsFusionLoss objective;
    private final Optimizer optimizer;
    private final DataType precision;

    TrainingStep(
            Backend backend, PsFusionNetwork network, PsFusionLoss objective, Optimizer optimizer, DataType precision) {
        this.backend = backend;
        this.network = network;
        this.objective = objective;
        this.optimizer = optimizer;
        this.precision = precision;
    }

    /** What a step came to, before it has a number and a duration. */
    record Values(double total, Map<String, Double> terms, double gradientNorm) {}

    /**
     * Trains on the batches.
     *
     * @param number of the step, for messages
     * @throws DivergenceException if the objective or a gradient is not finite; no weight has moved then
     */
    Values apply(long number, List<ImageBatch> batches, double learningRate) throws DivergenceException {
        List<String> names = new ArrayList<>();
        Map<String, Double> terms = new LinkedHashMap<>();
        double total = 0;
        double share = 1.0 / batches.size();
        try {
            for (ImageBatch images : batches) {
                names.addAll(images.names());
                total += share * accumulate(images, share, terms);
                if (!Double.isFinite(total)) {
                    throw new DivergenceException(number, "the objective", names, terms);
                }
            }
            double norm = gradientNorm();
            if (!Double.isFinite(norm)) {
                throw new DivergenceException(number, "the gradient", names, terms);
            }
            optimizer.step(learningRate);
            return new Values(total, terms, norm);
        } finally {
            network.parameters()
                    .trained()
                    .forEach(parameter -> parameter.value().clearGradient());
        }
    }

    private double accumulate(ImageBatch images, double share, Map<String, Double> terms) {
        try (TensorScope scope = backend.openScope()) {
            Batch batch = images.on(backend, precision);
            ObjectiveValue value = objective.value(batch.against(
                    network.forward(batch.visibleInput(), batch.infraredInput(), ForwardContext.TRAINING)));
            value.terms().forEach((name, term) -> terms.merge(name, share * term.toDouble(), Double::sum));
            double total = value.total().toDouble();
            if (Double.isFinite(total)) {
                value.total().multiply(share).backward();
            }
            return total;
        }
    }

    private double gradientNorm() {
        try (TensorScope scope = backend.openScope();
                Autograd.Mode mode = backend.autograd().recording(false)) {
            List<Tensor> squares = new ArrayList<>();
            for (Parameter parameter : network.parameters().trained()) {
                try (TensorScope inner = backend.openScope()) {
                    parameter
                            .value()
                            .gradient()
                            .ifPresent(g -> squares.add(inner.keep(
                                    g.multiply(g).sum().to(DataType.FLOAT64).reshape(1))));
                }
            }
            return Math.sqrt(Tensor.concatenate(0, squares).sum().toDouble());
        }
    }
}
