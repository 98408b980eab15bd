// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import io.github.psfusion.networks.psfusion.PsFusionWeights;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How weights came about, for the metadata of their file.
 *
 * @param settings of the training
 * @param data what identifies the training pairs
 * @param engine name and version of the engine
 */
record TrainingProvenance(TrainingSettings settings, String data, String engine) {
    Map<String, String> metadata(Checkpoint done) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("program", version());
        metadata.put("engine", engine);
        metadata.put("data", data);
        metadata.put("steps", Long.toString(done.step()));
        metadata.put("hours", String.format(Locale.ROOT, "%.2f", done.seconds() / 3600));
        metadata.put("crop", settings.data().cropWidth() + "x" + settings.data().cropHeight());
        metadata.put("batch_size", Integer.toString(settings.data().batchSize()));
        metadata.put("accumulate", Integer.toString(settings.data().accumulate()));
        metadata.put("augmentation", settings.data().augmentation().name().toLowerCase(Locale.ROOT));
        metadata.put("labels", settings.data().labels().name().toLowerCase(Locale.ROOT));
        metadata.put("optimizer", settings.schedule().optimizer().name().toLowerCase(Locale.ROOT));
        metadata.put("learning_rate", Double.toString(settings.schedule().learningRate()));
        metadata.put("weight_decay", Double.toString(settings.schedule().weightDecay()));
        metadata.put(
                "intensity_roles", settings.objective().intensityRoles().name().toLowerCase(Locale.ROOT));
        metadata.put("precision", settings.precision().name().toLowerCase(Locale.ROOT));
        metadata.put("seed", Long.toString(settings.seed()));
        return PsFusionWeights.metadata(settings.data().classes(), metadata);
    }

    private static String version() {
        String version = TrainingProvenance.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
