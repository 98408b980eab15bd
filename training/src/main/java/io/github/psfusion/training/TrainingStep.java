// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import io.github.psfusion.networks.ForwardContext;
import io.github.psfusion.networks.Parameters;
import io.github.psfusion.tensors.Autograd;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import io.github.psfusion.training.losses.LossValue;
import io.github.psfusion.training.optimizer.Optimizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Forward, loss and backward for each accumulated batch, then one step of the optimizer.
 *
 * @param <O> the outputs of the network
 */
final class TrainingStep<O> {
    private final Backend backend;
    private final TrainableNetwork<O> network;
    private final Parameters parameters;
    private final Loss<O> loss;
    private final Optimizer optimizer;
    private final DataType precision;
    private final ForwardContext context;

    /**
     * Makes the step.
     *
     * @param frozenStatistics which batch norms use their running statistics and leave them as they are
     */
    TrainingStep(
            Backend backend,
            TrainingTask<O> task,
            Optimizer optimizer,
            DataType precision,
            FrozenStatistics frozenStatistics) {
        this.backend = backend;
        this.network = task.network();
        this.parameters = network.parameters();
        this.loss = task.loss();
        this.optimizer = optimizer;
        this.precision = precision;
        this.context = frozenStatistics.context();
    }

    /** The values of a step before it has a number and a duration. */
    record Values(double total, Map<String, Double> terms, double gradientNorm) {}

    /**
     * Trains on the batches.
     *
     * @param number of the step, for messages
     * @throws DivergenceException if the loss or a gradient is not finite; the weights are unchanged then
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
                    throw new DivergenceException(number, "the loss", names, terms);
                }
            }
            double norm = gradientNorm();
            if (!Double.isFinite(norm)) {
                throw new DivergenceException(number, "the gradient", names, terms);
            }
            optimizer.step(learningRate);
            return new Values(total, terms, norm);
        } finally {
            parameters.trained().forEach(parameter -> parameter.value().clearGradient());
        }
    }

    private double accumulate(ImageBatch images, double share, Map<String, Double> terms) {
        try (TensorScope scope = backend.openScope()) {
            Batch batch = images.on(backend, precision);
            LossValue value = loss.value(network.forward(batch, context), batch);
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
            List<Tensor> gradients = parameters.trained().stream()
                    .flatMap(parameter -> parameter.value().gradient().stream())
                    .toList();
            return backend.norm(gradients);
        }
    }
}
