// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import io.github.psfusion.imaging.fingerprint.TrainingPairs;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The metadata of a file of trained weights: what it holds and how the weights were made.
 *
 * @param settings of the training
 * @param task network and loss
 * @param data what identifies the training pairs
 * @param backend name and version of the backend
 */
record TrainingProvenance(TrainingSettings settings, TrainingTask<?> task, String data, String backend) {
    /**
     * Returns the metadata after this part of the training.
     *
     * @param pairs on which the weights were trained until then
     */
    Map<String, String> after(Checkpoint done, TrainingPairs pairs) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("program", version());
        metadata.put("engine", backend);
        metadata.put("data", data);
        metadata.put("steps", Long.toString(done.step()));
        metadata.put("hours", String.format(Locale.ROOT, "%.2f", done.seconds() / 3600));
        metadata.put("scale", settings.data().scales().toString());
        metadata.put("crop", settings.data().crops().toString());
        metadata.put("batch_size", Integer.toString(settings.data().batchSize()));
        metadata.put("accumulate", Integer.toString(settings.data().gradAccumulation()));
        metadata.put("augmentation", settings.data().augmentation().name().toLowerCase(Locale.ROOT));
        metadata.put("photometric", settings.data().photometric().toString());
        metadata.put("missing_masks", settings.data().masks().name().toLowerCase(Locale.ROOT));
        metadata.put("labels", settings.data().labels().name().toLowerCase(Locale.ROOT));
        metadata.put("optimizer", settings.schedule().optimizer().name().toLowerCase(Locale.ROOT));
        metadata.put("learning_rate", Double.toString(settings.schedule().learningRate()));
        metadata.put("schedule", settings.schedule().decay().name().toLowerCase(Locale.ROOT));
        metadata.put("weight_decay", Double.toString(settings.schedule().weightDecay()));
        AveragingSettings averaging = settings.schedule().averaging();
        metadata.put("ema", Double.toString(averaging.decay()));
        metadata.put("recalibration_batches", Integer.toString(averaging.recalibrationBatches()));
        metadata.put("frozen_statistics", settings.schedule().frozenStatistics().id());
        metadata.putAll(task.loss().metadata());
        metadata.put("precision", settings.precision().name().toLowerCase(Locale.ROOT));
        metadata.put("seed", Long.toString(settings.seed()));
        metadata.put(TrainingPairs.METADATA, pairs.text());
        return task.network().metadata(metadata);
    }

    private static String version() {
        String version = TrainingProvenance.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
