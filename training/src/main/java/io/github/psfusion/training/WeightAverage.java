// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import io.github.psfusion.networks.Parameter;
import io.github.psfusion.networks.Parameters;
import io.github.psfusion.tensors.Autograd;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import io.github.psfusion.training.optimizer.NamedTensor;
import io.github.psfusion.weights.InvalidValues;
import io.github.psfusion.weights.StoredTensor;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFormatException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The exponential moving average of trained parameters and running statistics: after the step that follows t others, {@code a =
 * d a + (1 - d) p} with {@code d = min(D, (1 + t) / (10 + t))}; a is p at first.
 *
 * <p>The decay rises to D, so that the random weights of the beginning are soon forgotten: as {@code
 * tf.train.ExponentialMovingAverage} with {@code num_updates} does. Averaging weights: Polyak, Juditsky, "Acceleration of
 * Stochastic Approximation by Averaging", 1992.
 */
final class WeightAverage implements AutoCloseable {
    /** Precedes the names of the averages in a checkpoint. */
    static final String PREFIX = "average/";

    private static final double WARM_UP = 10;

    private final Backend backend;
    private final double decay;
    private final Map<Parameter, Tensor> averages = new LinkedHashMap<>();

    /**
     * Begins with the present values.
     *
     * @param parameters with values, FLOAT32; not owned
     * @param decay D, in (0, 1)
     */
    WeightAverage(Backend backend, Parameters parameters, double decay) {
        this.backend = backend;
        this.decay = decay;
        for (Parameter parameter : parameters.all()) {
            if (parameter.kind() == Parameter.Kind.TRAINABLE || parameter.kind() == Parameter.Kind.BUFFER) {
                averages.put(parameter, backend.persist(parameter.value()));
            }
        }
    }

    /**
     * Takes the parameters' present values into the average.
     *
     * @param stepsBefore t, the number of steps before the last one
     */
    void update(long stepsBefore) {
        double d = Math.min(decay, (1 + stepsBefore) / (WARM_UP + stepsBefore));
        try (Autograd.Mode mode = backend.autograd().recording(false)) {
            averages.forEach((parameter, average) -> {
                try (TensorScope scope = backend.openScope()) {
                    // Products of variances and shares: never below 0, as a sum of differences might be.
                    var unused = average.multiplyInPlace(d).addInPlace(parameter.value(), 1 - d);
                }
            });
        }
    }

    /** Returns the averages, which live until the next update or until this is closed. */
    Map<Parameter, Tensor> values() {
        return averages;
    }

    /** Returns the averages under their names in a checkpoint. */
    List<NamedTensor> named() {
        List<NamedTensor> named = new ArrayList<>();
        averages.forEach((parameter, average) -> named.add(new NamedTensor(PREFIX + parameter.name(), average)));
        return named;
    }

    /** Returns whether a checkpoint has averages. */
    static boolean isIn(WeightFile checkpoint) {
        return checkpoint.names().stream().anyMatch(name -> name.startsWith(PREFIX));
    }

    /**
     * Replaces the averages by those of a checkpoint.
     *
     * @throws WeightFormatException if one is missing, unknown, of another shape or has values that cannot be; then nothing has changed
     */
    void restore(WeightFile checkpoint) throws IOException {
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        averages.keySet().forEach(parameter -> parameters.put(PREFIX + parameter.name(), parameter));
        Set<String> saved = checkpoint.names().stream()
                .filter(name -> name.startsWith(PREFIX))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        for (String name : saved) {
            Parameter parameter = parameters.get(name);
            if (parameter == null || !checkpoint.shape(name).equals(parameter.shape())) {
                throw damaged(
                        checkpoint,
                        "\"" + name + "\" of shape " + checkpoint.shape(name)
                                + (parameter == null
                                        ? " is not of this network"
                                        : ", the network expects " + parameter.shape()));
            }
            Optional<InvalidValues> invalid = InvalidValues.in(checkpoint.tensor(name), parameter.least());
            if (invalid.isPresent()) {
                throw damaged(checkpoint, invalid.get().describe());
            }
        }
        for (String name : parameters.keySet()) {
            if (!saved.contains(name)) {
                throw damaged(checkpoint, "\"" + name + "\" is missing");
            }
        }
        for (String name : saved) {
            StoredTensor stored = checkpoint.tensor(name);
            try (TensorScope scope = backend.openScope()) {
                Tensor restored = backend.persist(backend.stored(stored.type(), stored.shape(), stored.data()));
                Tensor replaced = averages.put(parameters.get(name), restored);
                if (replaced != null) {
                    backend.release(replaced);
                }
            }
        }
    }

    private static WeightFormatException damaged(WeightFile checkpoint, String reason) {
        return new WeightFormatException(
                checkpoint.path(), reason + ". The checkpoint is damaged, or of another network.");
    }

    @Override
    public void close() {
        averages.values().forEach(backend::release);
        averages.clear();
    }
}
