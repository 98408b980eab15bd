// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import io.github.psfusion.networks.ForwardContext;
import io.github.psfusion.networks.Parameter;
import io.github.psfusion.networks.ParameterOverlay;
import io.github.psfusion.networks.Parameters;
import io.github.psfusion.tensors.Autograd;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import io.github.psfusion.training.optimizer.NamedTensor;
import io.github.psfusion.weights.WeightFile;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The weights that are validated, shown and written, beside those being trained: averaged over the steps, and with running
 * statistics of their own, where the settings ask for that; otherwise the same.
 *
 * <p>Recalibration runs training batches through the network in training mode and FLOAT32, without gradients, and takes the plain
 * mean of their statistics: those that training leaves behind follow the last batches of weights that still changed. Izmailov et
 * al., "Averaging Weights Leads to Wider Optima and Better Generalization", UAI 2018.
 */
final class EvaluationWeights implements AutoCloseable {
    private final Backend backend;
    private final TrainableNetwork<?> network;
    private final AveragingSettings settings;
    private final LongFunction<BatchLoader> loaders;
    private final Map<Parameter, Tensor> statistics = new LinkedHashMap<>();
    private @Nullable WeightAverage average;
    private long recalibratedAfter = -1;

    /**
     * Prepares the weights.
     *
     * @param loaders give the batches of a recalibration after this many steps, always the same ones
     */
    EvaluationWeights(
            Backend backend,
            TrainableNetwork<?> network,
            AveragingSettings settings,
            LongFunction<BatchLoader> loaders) {
        this.backend = backend;
        this.network = network;
        this.settings = settings;
        this.loaders = loaders;
    }

    /** Begins with the present weights of the network. */
    void begin() {
        close();
        if (settings.decay() > 0) {
            average = new WeightAverage(backend, network.parameters(), settings.decay());
        }
    }

    /**
     * Continues from a checkpoint.
     *
     * @return where the checkpoint does not fit the settings, in a line
     * @throws IOException if its averages cannot be read or are damaged
     */
    Optional<String> restore(WeightFile checkpoint) throws IOException {
        boolean saved = WeightAverage.isIn(checkpoint);
        if (average != null && saved) {
            average.restore(checkpoint);
        } else if (average != null) {
            return Optional.of("the checkpoint has no averaged weights; the average begins with its weights");
        } else if (saved) {
            return Optional.of("the averaged weights of the checkpoint are left out");
        }
        return Optional.empty();
    }

    /**
     * Takes the weights after a step into the average.
     *
     * @param stepsBefore number of steps before it
     */
    void update(long stepsBefore) {
        if (average != null) {
            average.update(stepsBefore);
        }
    }

    /** Returns what a checkpoint keeps, under its names there. */
    List<NamedTensor> state() {
        return average == null ? List.of() : average.named();
    }

    /**
     * Puts these weights in the place of those being trained, until the result is closed.
     *
     * @param step number of steps done; statistics are computed once for each
     * @throws IOException if an image of a recalibration cannot be read
     */
    ParameterOverlay open(long step) throws IOException {
        Map<Parameter, Tensor> values = averages();
        if (settings.recalibrationBatches() > 0) {
            if (step != recalibratedAfter) {
                recalibrate(step);
            }
            values.putAll(statistics);
        }
        return new ParameterOverlay(network.parameters(), values);
    }

    private Map<Parameter, Tensor> averages() {
        return average == null ? new LinkedHashMap<>() : new LinkedHashMap<>(average.values());
    }

    private void recalibrate(long step) throws IOException {
        releaseStatistics();
        Parameters parameters = network.parameters();
        Map<Parameter, Tensor> values = averages();
        for (Parameter parameter : parameters.all()) {
            if (parameter.kind() == Parameter.Kind.BUFFER) {
                Tensor present = values.getOrDefault(parameter, parameter.value());
                statistics.put(parameter, backend.persist(present));
            }
        }
        values.putAll(statistics);
        try (ParameterOverlay overlay = new ParameterOverlay(parameters, values);
                BatchLoader loader = loaders.apply(step);
                Autograd.Mode mode = backend.autograd().recording(false)) {
            for (int k = 1; k <= settings.recalibrationBatches(); k++) {
                try (TensorScope scope = backend.openScope()) {
                    Batch batch = loader.next().on(backend, DataType.FLOAT32);
                    var unused = network.forward(batch, ForwardContext.TRAINING.withMomentum(1.0 / k));
                }
            }
        }
        recalibratedAfter = step;
    }

    private void releaseStatistics() {
        recalibratedAfter = -1;
        statistics.values().forEach(backend::release);
        statistics.clear();
    }

    @Override
    public void close() {
        releaseStatistics();
        if (average != null) {
            average.close();
            average = null;
        }
    }
}
