// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.optimizer;

import io.github.psfusion.tensors.AdamWUpdate;
import io.github.psfusion.tensors.Autograd;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Adam with decoupled weight decay. In a parameter's step t = 1, 2, ... with gradient g: {@code p = p - rate decay p}; {@code
 * m = b1 m + (1 - b1) g}; {@code v = b2 v + (1 - b2) g^2}; {@code p = p - rate (m / (1 - b1^t)) / (sqrt(v / (1 - b2^t)) +
 * epsilon)}.
 *
 * <p>Loshchilov and Hutter, "Decoupled Weight Decay Regularization", 2019, with the decay scaled by the learning rate as
 * is usual. State: {@code first_moment/PARAMETER}, {@code second_moment/PARAMETER}, and {@code steps}, the number of steps
 * of each parameter, INT64, in the order of the parameters.
 */
public final class AdamW implements Optimizer {
    private static final String STEPS = "steps";

    private final Backend backend;
    private final List<NamedTensor> parameters;
    private final AdamWOptions options;
    private final OptimizerState firstMoments;
    private final OptimizerState secondMoments;
    private final long[] steps;

    /**
     * Makes an optimizer that has done no step.
     *
     * @param parameters leaves with unique names; changed by each step, not owned
     */
    public AdamW(Backend backend, List<NamedTensor> parameters, AdamWOptions options) {
        this.backend = backend;
        this.parameters = List.copyOf(parameters);
        this.options = options;
        this.firstMoments = new OptimizerState("first_moment", this.parameters);
        this.secondMoments = new OptimizerState("second_moment", this.parameters);
        this.steps = new long[this.parameters.size()];
    }

    @Override
    public void step(double learningRate) {
        try (TensorScope scope = backend.openScope();
                Autograd.Mode mode = backend.autograd().recording(false)) {
            List<AdamWUpdate.Entry> entries = new ArrayList<>();
            for (int i = 0; i < steps.length; i++) {
                NamedTensor parameter = parameters.get(i);
                Tensor gradient = parameter.value().gradient().orElse(null);
                if (gradient != null) {
                    steps[i]++;
                    Tensor first = runningValue(firstMoments, parameter);
                    Tensor second = runningValue(secondMoments, parameter);
                    entries.add(new AdamWUpdate.Entry(parameter.value(), gradient, first, second, steps[i]));
                }
            }
            backend.update(new AdamWUpdate(
                    learningRate,
                    options.firstDecay(),
                    options.secondDecay(),
                    options.epsilon(),
                    options.weightDecay(),
                    entries));
        }
    }

    private static Tensor runningValue(OptimizerState values, NamedTensor parameter) {
        return values.of(parameter)
                .orElseGet(() -> values.begin(parameter, parameter.value().multiply(0)));
    }

    @Override
    public List<NamedTensor> state() {
        List<NamedTensor> state = new ArrayList<>(firstMoments.named());
        state.addAll(secondMoments.named());
        state.add(new NamedTensor(STEPS, backend.longs(Shape.of(steps.length), steps)));
        return state;
    }

    @Override
    public double least(String name) {
        return name.equals(STEPS) || secondMoments.accepted().containsKey(name) ? 0 : Double.NEGATIVE_INFINITY;
    }

    @Override
    public void restore(List<NamedTensor> saved) {
        Map<String, Shape> accepted = firstMoments.accepted();
        accepted.putAll(secondMoments.accepted());
        accepted.put(STEPS, Shape.of(steps.length));
        OptimizerState.check(saved, accepted);
        long[] savedSteps = saved.stream()
                .filter(entry -> entry.name().equals(STEPS))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("optimizer state \"" + STEPS
                        + "\" is missing; the checkpoint seems to be of another optimizer"))
                .value()
                .toLongs();
        Set<String> names = saved.stream().map(NamedTensor::name).collect(Collectors.toSet());
        for (int i = 0; i < savedSteps.length; i++) {
            NamedTensor parameter = parameters.get(i);
            for (OptimizerState moments : List.of(firstMoments, secondMoments)) {
                if (savedSteps[i] > 0 && !names.contains(moments.nameOf(parameter.name()))) {
                    throw new IllegalArgumentException("optimizer state \"" + moments.nameOf(parameter.name())
                            + "\" is missing after " + savedSteps[i] + " steps; the checkpoint is damaged");
                }
            }
        }
        System.arraycopy(savedSteps, 0, steps, 0, steps.length);
        firstMoments.restore(saved);
        secondMoments.restore(saved);
    }

    @Override
    public void close() {
        firstMoments.close();
        secondMoments.close();
    }
}
