// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import io.github.psfusion.networks.Parameters;
import io.github.psfusion.networks.StateDictLoader;
import io.github.psfusion.platform.Excerpt;
import io.github.psfusion.platform.Sha256;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import io.github.psfusion.training.optimizer.NamedTensor;
import io.github.psfusion.training.optimizer.Optimizer;
import io.github.psfusion.weights.InvalidValues;
import io.github.psfusion.weights.StoredTensor;
import io.github.psfusion.weights.TensorToWrite;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFormatException;
import io.github.psfusion.weights.safetensors.SafetensorsWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The state of a training in a safetensors file: the weights under their own names, the optimizer's state under {@code
 * optimiser/...} (the spelling of the first files), averaged weights under {@code average/...}, and the progress of the run in the metadata. With the seed, the number of
 * steps determines everything else: order, augmentation and learning rate.
 *
 * @param step number of steps done
 * @param seconds spent on training
 * @param bestTotal the lowest loss of a validation so far; infinite before the first
 * @param staleValidations how many validations there were since that one
 */
public record Checkpoint(long step, double seconds, double bestTotal, int staleValidations) {
    /** Makes the state after a step with no validation since the best one. */
    public Checkpoint(long step, double seconds, double bestTotal) {
        this(step, seconds, bestTotal, 0);
    }

    /** Returns the state after another step. */
    Checkpoint afterStep(double secondsOfStep) {
        return new Checkpoint(step + 1, seconds + secondsOfStep, bestTotal, staleValidations);
    }

    /** Returns the state after a validation. */
    Checkpoint afterValidation(double total) {
        return total < bestTotal
                ? new Checkpoint(step, seconds, total, 0)
                : new Checkpoint(step, seconds, bestTotal, staleValidations + 1);
    }

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a number cannot be of a training
     */
    public Checkpoint {
        if (step < 0) {
            throw new IllegalArgumentException("the number of steps is " + step + "; it must be at least 0");
        }
        if (!(seconds >= 0 && seconds < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the time is " + seconds + " seconds; it must be finite and at least 0");
        }
        if (staleValidations < 0) {
            throw new IllegalArgumentException(staleValidations + " validations since the best one; at least 0");
        }
        if (Double.isNaN(bestTotal) || bestTotal == Double.NEGATIVE_INFINITY) {
            throw new IllegalArgumentException(
                    "the lowest validation loss is " + bestTotal + ", which is not a number");
        }
    }

    /** Precedes the names of the optimizer's state. */
    static final String OPTIMIZER = "optimiser/";

    private static final String KIND = "training checkpoint";
    private static final String STEP = "step";
    private static final String SECONDS = "seconds";
    private static final String BEST = "best_total";
    private static final String STALE = "stale_validations";

    /** The digest of everything else in the file, so that a changed byte is noticed; missing in the first files. */
    private static final String DIGEST = "checkpoint_sha256";

    /**
     * Writes the state, whole or not at all.
     *
     * @param averages what {@link EvaluationWeights} keep
     * @throws InvalidStateException if a training could not continue from it; then nothing is written
     */
    void write(
            Path file,
            Backend backend,
            Parameters parameters,
            Optimizer optimizer,
            List<NamedTensor> averages,
            Map<String, String> weightsMetadata)
            throws IOException, InvalidStateException {
        Map<String, String> metadata = new LinkedHashMap<>(weightsMetadata);
        metadata.put("kind", KIND);
        metadata.put(STEP, Long.toString(step));
        metadata.put(SECONDS, Double.toString(seconds));
        metadata.put(BEST, Double.toString(bestTotal));
        if (staleValidations > 0) {
            metadata.put(STALE, Integer.toString(staleValidations));
        }
        List<TensorToWrite> tensors = new ArrayList<>(StateDictLoader.toWrite(parameters, DataType.FLOAT32));
        try (TensorScope scope = backend.openScope()) {
            for (NamedTensor state : optimizer.state()) {
                Tensor value = state.value();
                tensors.add(
                        new TensorToWrite(OPTIMIZER + state.name(), value.dataType(), value.shape(), value::toBytes));
            }
            for (NamedTensor average : averages) {
                Tensor value = average.value();
                tensors.add(new TensorToWrite(average.name(), value.dataType(), value.shape(), value::toBytes));
            }
            Sha256 digest = digestOf(metadata);
            for (TensorToWrite tensor : tensors) {
                StoredTensor stored =
                        new StoredTensor(tensor.name(), tensor.type(), tensor.shape(), tensor.checkedBytes());
                requireValid(stored, optimizer);
                add(digest, stored);
            }
            metadata.put(DIGEST, digest.hex());
            SafetensorsWriter.write(file, metadata, tensors);
        }
    }

    /** A parameter or a state is not finite, so that no training could continue from it. */
    static final class InvalidStateException extends Exception {
        private static final long serialVersionUID = 1L;

        InvalidStateException(InvalidValues found) {
            super(found.describe());
        }
    }

    private static void requireValid(StoredTensor stored, Optimizer optimizer) throws InvalidStateException {
        boolean ofOptimizer = stored.name().startsWith(OPTIMIZER);
        Optional<InvalidValues> invalid = ofOptimizer
                ? InvalidValues.notFiniteIn(
                        stored, optimizer.least(stored.name().substring(OPTIMIZER.length())))
                : InvalidValues.in(stored, Double.NEGATIVE_INFINITY);
        if (invalid.isPresent()) {
            throw new InvalidStateException(invalid.get());
        }
    }

    private static Sha256 digestOf(Map<String, String> metadata) {
        Sha256 digest = new Sha256();
        metadata.forEach((key, value) -> {
            if (!key.equals(DIGEST)) {
                digest.add(StandardCharsets.UTF_8.encode(key + "=" + value + "\n"));
            }
        });
        return digest;
    }

    private static void add(Sha256 digest, StoredTensor tensor) {
        digest.add(StandardCharsets.UTF_8.encode(tensor.name() + " " + tensor.type() + " " + tensor.shape() + "\n"));
        digest.add(tensor.data());
    }

    /**
     * Compares the file with its digest, if it has one.
     *
     * @throws WeightFormatException if a byte has changed since it was written
     */
    static void verify(WeightFile checkpoint) throws IOException {
        String expected = checkpoint.metadata().get(DIGEST);
        if (expected == null) {
            return;
        }
        Sha256 digest = digestOf(checkpoint.metadata());
        for (String name : checkpoint.names()) {
            add(digest, checkpoint.tensor(name));
        }
        String found = digest.hex();
        if (!found.equals(expected)) {
            throw new WeightFormatException(
                    checkpoint.path(),
                    "its content has the SHA-256 " + found + ", it was written with " + expected
                            + ". The file was changed or damaged.");
        }
    }

    /**
     * Loads the optimizer's state.
     *
     * @param optimizer of the network that already has the checkpoint's weights
     * @throws WeightFormatException if the state is of another optimizer, or has values that cannot be
     */
    void restoreOptimizer(WeightFile checkpoint, Backend backend, Optimizer optimizer) throws IOException {
        try (TensorScope scope = backend.openScope()) {
            List<NamedTensor> state = new ArrayList<>();
            for (String name : checkpoint.names()) {
                if (name.startsWith(OPTIMIZER)) {
                    StoredTensor stored = checkpoint.tensor(name);
                    Optional<InvalidValues> invalid =
                            InvalidValues.notFiniteIn(stored, optimizer.least(name.substring(OPTIMIZER.length())));
                    if (invalid.isPresent()) {
                        throw new IllegalArgumentException(invalid.get().describe() + "; the checkpoint is damaged");
                    }
                    state.add(new NamedTensor(
                            name.substring(OPTIMIZER.length()),
                            backend.stored(stored.type(), stored.shape(), stored.data())));
                }
            }
            if (state.isEmpty() && step > 0) {
                throw new IllegalArgumentException("the state of the optimizer is missing; the checkpoint is damaged");
            }
            optimizer.restore(state);
        } catch (IllegalArgumentException e) {
            throw new WeightFormatException(checkpoint.path(), String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Reads the progress of the run.
     *
     * @param steps all steps of the run
     * @throws WeightFormatException if the file is not a checkpoint, or not of a run of so many steps
     */
    static Checkpoint progress(WeightFile weights, long steps) throws WeightFormatException {
        Map<String, String> metadata = weights.metadata();
        if (!KIND.equals(metadata.get("kind"))) {
            throw new WeightFormatException(
                    weights.path(), "not a checkpoint of a training; weights alone are taken with --pretrained");
        }
        if (!weights.remarks().isEmpty()) {
            throw new WeightFormatException(
                    weights.path(), "holds what no checkpoint has: " + Excerpt.of(weights.remarks(), NAMED_REMARKS));
        }
        Checkpoint saved;
        try {
            saved = new Checkpoint(
                    Long.parseLong(required(weights, STEP)),
                    Double.parseDouble(metadata.getOrDefault(SECONDS, "0")),
                    Double.parseDouble(metadata.getOrDefault(BEST, "Infinity")),
                    Integer.parseInt(metadata.getOrDefault(STALE, "0")));
        } catch (NumberFormatException e) {
            throw new WeightFormatException(
                    weights.path(),
                    "\"step\", \"seconds\", \"best_total\" or \"stale_validations\" in its metadata is not a number: "
                            + metadata.get(STEP) + ", " + metadata.get(SECONDS) + ", " + metadata.get(BEST) + ", "
                            + metadata.get(STALE) + ". The file was changed or damaged.",
                    e);
        } catch (IllegalArgumentException e) {
            throw new WeightFormatException(weights.path(), e.getMessage() + ". The file was changed or damaged.", e);
        }
        long named = CheckpointFolder.step(weights.path());
        if (named >= 0 && named != saved.step()) {
            throw new WeightFormatException(
                    weights.path(),
                    "its name has step " + named + ", its metadata have step " + saved.step()
                            + ". The file was changed or renamed.");
        }
        if (saved.step() > steps) {
            throw new WeightFormatException(
                    weights.path(),
                    "it was saved after step " + saved.step() + ", but this training has " + steps
                            + " steps. Give more with --steps or --epochs, or train in another folder.");
        }
        return saved;
    }

    /** Returns what the metadata of a checkpoint have that a training of these metadata would not write, a line each. */
    static List<String> differences(Map<String, String> saved, Map<String, String> training) {
        List<String> differences = new ArrayList<>();
        saved.forEach((key, value) -> {
            String now = training.get(key);
            if (now == null) {
                if (!Set.of("kind", STEP, SECONDS, BEST, STALE, DIGEST).contains(key)) {
                    differences.add("the checkpoint has the unknown entry \"" + key + "\", which is left out");
                }
            } else if (!now.equals(value)) {
                boolean printed = value.length() <= PRINTED && now.length() <= PRINTED;
                differences.add("the training has changed since the checkpoint: \"" + key + "\""
                        + (printed ? " was " + value + ", is " + now : ""));
            }
        });
        return differences;
    }

    private static final int NAMED_REMARKS = 5;

    /** Longest value of an entry of the metadata that is printed. */
    private static final int PRINTED = 100;

    private static String required(WeightFile weights, String key) throws WeightFormatException {
        String value = weights.metadata().get(key);
        if (value == null) {
            throw new WeightFormatException(
                    weights.path(), "its metadata have no \"" + key + "\". The file was changed or damaged.");
        }
        return value;
    }
}
