// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.psfusion;

import io.github.psfusion.imaging.fingerprint.TrainingPairs;
import io.github.psfusion.metrics.FusionMetric;
import io.github.psfusion.networks.StateDictLoader;
import io.github.psfusion.networks.inference.NetworkWeights;
import io.github.psfusion.networks.psfusion.PsFusionOutputs;
import io.github.psfusion.networks.psfusion.PsFusionSpec;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.training.Dataset;
import io.github.psfusion.training.Validation;
import io.github.psfusion.training.log.ValidationResult;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFormatException;
import java.io.IOException;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Weights of PSFusion, validated on a set as the validations of a training are, but on all pairs.
 *
 * @param weights the file
 * @param loss the loss whose value is computed; that of the training, for values that can be compared
 * @param metrics of fused images; empty for those of the validations of a training
 */
public record PsFusionValidation(WeightFile weights, PsFusionLossOptions loss, List<FusionMetric> metrics) {
    private static final String CLASSES = "classes";

    /** Copies the list. */
    public PsFusionValidation {
        metrics = List.copyOf(metrics);
    }

    /**
     * A validation.
     *
     * @param values the losses and metrics
     * @param trainingPairs how many of the pairs the weights were trained on, as far as the file lists them
     */
    public record Outcome(ValidationResult values, int trainingPairs) {}

    /**
     * Returns the number of classes of the weights.
     *
     * @throws WeightFormatException if they are not of this network
     */
    public int classes() throws WeightFormatException {
        return NetworkWeights.architecture(PsFusionSpec.INSTANCE, weights).fact(CLASSES);
    }

    /**
     * Validates.
     *
     * @param pairs whose labels are of as many classes as the weights
     * @param before receives the number of each pair, from 1 on, before its turn; may throw, to leave early
     * @throws IOException if an image cannot be read, or the weights are not of this network
     */
    public Outcome run(Backend backend, Dataset pairs, IntConsumer before) throws IOException {
        TrainingPairs trained = NetworkWeights.trainingPairs(weights);
        try (PsFusionTask task = new PsFusionTask(classes(), loss, metrics)) {
            StateDictLoader.load(task.network().parameters(), weights, backend);
            Validation<PsFusionOutputs> validation = new Validation<>(backend, task, pairs, pairs.size());
            ValidationResult values = validation.run(0, pairs.size(), before);
            int known = 0;
            for (int i = 0; i < pairs.size(); i++) {
                known += pairs.fingerprint(i).filter(trained::contains).isPresent() ? 1 : 0;
            }
            return new Outcome(values, known);
        }
    }
}
