// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import io.github.psfusion.networks.Parameters;
import io.github.psfusion.networks.StateDictLoader;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import io.github.psfusion.training.optimizer.NamedTensor;
import io.github.psfusion.training.optimizer.Optimizer;
import io.github.psfusion.weights.StoredTensor;
import io.github.psfusion.weights.TensorToWrite;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFormatException;
import io.github.psfusion.weights.safetensors.SafetensorsWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The state of a training in a safetensors file: the weights under their own names, the optimizer's state under {@code
 * optimiser/...} (the spelling of the first files), and the progress of the run in the metadata. With the seed, the number of
 * steps determines everything else: order, augmentation and learning rate.
 *
 * @param step number of steps done
 * @param seconds spent on training
 * @param bestTotal the lowest loss of a validation so far; infinite before the first
 */
public record Checkpoint(long step, double seconds, double bestTotal) {
    /** Precedes the names of the optimizer's state. */
    static final String OPTIMIZER = "optimiser/";

    private static final String KIND = "training checkpoint";
    private static final String STEP = "step";
    private static final String SECONDS = "seconds";
    private static final String BEST = "best_total";

    /** Writes the state, whole or not at all. */
    void write(
            Path file, Backend backend, Parameters parameters, Optimizer optimizer, Map<String, String> weightsMetadata)
            throws IOException {
        Map<String, String> metadata = new LinkedHashMap<>(weightsMetadata);
        metadata.put("kind", KIND);
        metadata.put(STEP, Long.toString(step));
        metadata.put(SECONDS, Double.toString(seconds));
        metadata.put(BEST, Double.toString(bestTotal));
        List<TensorToWrite> tensors = new ArrayList<>(StateDictLoader.toWrite(parameters, DataType.FLOAT32));
        try (TensorScope scope = backend.openScope()) {
            for (NamedTensor state : optimizer.state()) {
                Tensor value = state.value();
                tensors.add(
                        new TensorToWrite(OPTIMIZER + state.name(), value.dataType(), value.shape(), value::toBytes));
            }
            SafetensorsWriter.write(file, metadata, tensors);
        }
    }

    /**
     * Loads the optimizer's state.
     *
     * @param optimizer of the network that already has the checkpoint's weights
     * @throws WeightFormatException if the state is of another optimizer
     */
    static void restoreOptimizer(WeightFile checkpoint, Backend backend, Optimizer optimizer) throws IOException {
        try (TensorScope scope = backend.openScope()) {
            List<NamedTensor> state = new ArrayList<>();
            for (String name : checkpoint.names()) {
                if (name.startsWith(OPTIMIZER)) {
                    StoredTensor stored = checkpoint.tensor(name);
                    state.add(new NamedTensor(
                            name.substring(OPTIMIZER.length()),
                            backend.stored(stored.type(), stored.shape(), stored.data())));
                }
            }
            optimizer.restore(state);
        } catch (IllegalArgumentException e) {
            throw new WeightFormatException(checkpoint.path(), String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Reads the progress of the run.
     *
     * @throws WeightFormatException if the file is not a checkpoint
     */
    static Checkpoint progress(WeightFile weights) throws WeightFormatException {
        Map<String, String> metadata = weights.metadata();
        try {
            if (!KIND.equals(metadata.get("kind"))) {
                throw new WeightFormatException(
                        weights.path(), "not a checkpoint of a training; weights alone are taken with --pretrained");
            }
            return new Checkpoint(
                    Long.parseLong(metadata.getOrDefault(STEP, "")),
                    Double.parseDouble(metadata.getOrDefault(SECONDS, "0")),
                    Double.parseDouble(metadata.getOrDefault(BEST, "Infinity")));
        } catch (NumberFormatException e) {
            throw new WeightFormatException(
                    weights.path(), "the number of steps in the metadata cannot be read: " + metadata.get(STEP), e);
        }
    }
}
