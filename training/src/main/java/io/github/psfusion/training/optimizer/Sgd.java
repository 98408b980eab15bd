// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.optimizer;

import io.github.psfusion.tensors.Autograd;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.SgdUpdate;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Stochastic gradient descent with momentum and weight decay: {@code g = gradient + decay p}; {@code m = g} at a
 * parameter's first step, {@code m = momentum m + g} later; {@code p = p - rate m}.
 *
 * <p>All parameters form one group, as in the authors' code, so that the decay also acts on biases and normalizations. No
 * dampening, no Nesterov step. State: {@code momentum/PARAMETER}.
 */
public final class Sgd implements Optimizer {
    private final Backend backend;
    private final List<NamedTensor> parameters;
    private final SgdOptions options;
    private final OptimizerState momenta;

    /**
     * Makes an optimizer without momentum yet.
     *
     * @param parameters leaves with unique names; changed by each step, not owned
     */
    public Sgd(Backend backend, List<NamedTensor> parameters, SgdOptions options) {
        this.backend = backend;
        this.parameters = List.copyOf(parameters);
        this.options = options;
        this.momenta = new OptimizerState("momentum", this.parameters);
    }

    @Override
    public void step(double learningRate) {
        try (TensorScope scope = backend.openScope();
                Autograd.Mode mode = backend.autograd().recording(false)) {
            List<SgdUpdate.Entry> entries = new ArrayList<>();
            for (NamedTensor parameter : parameters) {
                Tensor p = parameter.value();
                p.gradient().ifPresent(gradient -> {
                    Optional<Tensor> momentum = momenta.of(parameter);
                    if (momentum.isPresent()) {
                        entries.add(new SgdUpdate.Entry(p, gradient, momentum.get()));
                    } else {
                        Tensor first = gradient.add(p.multiply(options.weightDecay()));
                        p.addInPlace(momenta.begin(parameter, first), -learningRate);
                    }
                });
            }
            backend.update(new SgdUpdate(learningRate, options.momentum(), options.weightDecay(), entries));
        }
    }

    @Override
    public List<NamedTensor> state() {
        return momenta.named();
    }

    @Override
    public void restore(List<NamedTensor> saved) {
        OptimizerState.check(saved, momenta.accepted());
        momenta.restore(saved);
    }

    @Override
    public void close() {
        momenta.close();
    }
}
