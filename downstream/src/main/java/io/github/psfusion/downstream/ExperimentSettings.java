// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.downstream;

import io.github.psfusion.downstream.networks.SegmenterKind;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.training.Augmentation;
import io.github.psfusion.training.AveragingSettings;
import io.github.psfusion.training.CropRange;
import io.github.psfusion.training.DataSettings;
import io.github.psfusion.training.DataSettings.LabelUse;
import io.github.psfusion.training.DataSettings.MissingMasks;
import io.github.psfusion.training.FrozenStatistics;
import io.github.psfusion.training.RunSettings;
import io.github.psfusion.training.ScaleRange;
import io.github.psfusion.training.ScheduleSettings;
import io.github.psfusion.training.ScheduleSettings.Length;
import io.github.psfusion.training.TrainingSettings;
import io.github.psfusion.training.photometric.PhotometricSettings;
import io.github.psfusion.training.schedule.RateDecay;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What is the same for all rows of an experiment.
 *
 * @param network the segmenter
 * @param equalBudget whether segmenters of one image are as large as that of features
 * @param length of each training
 * @param crops of each training
 * @param batchSize pairs in a batch
 * @param seeds number of trainings of each row, with the seeds 1, 2, ...
 * @param learningRate the peak, one for all rows
 * @param normalization of the input
 * @param classes names of the classes, in their order
 * @param checkpointEvery steps between checkpoints
 */
public record ExperimentSettings(
        SegmenterKind network,
        boolean equalBudget,
        Length length,
        CropRange crops,
        int batchSize,
        int seeds,
        double learningRate,
        InputNormalization.Rule normalization,
        List<String> classes,
        long checkpointEvery) {
    private static final double LEARNING_RATE = 1e-3;
    private static final double WEIGHT_DECAY = 0.01;
    private static final long WARM_UP = 100;
    private static final int CHECKPOINT_EVERY = 200;

    /** Checks the ranges. */
    public ExperimentSettings {
        classes = List.copyOf(classes);
        if (seeds < 1 || seeds > 100) {
            throw new IllegalArgumentException("the number of seeds must be from 1 to 100, not " + seeds);
        }
        if (checkpointEvery < 1) {
            throw new IllegalArgumentException("checkpoints must be at least 1 step apart, not " + checkpointEvery);
        }
        if (classes.size() < 2) {
            throw new IllegalArgumentException("a segmenter needs at least 2 classes, not " + classes.size());
        }
    }

    /** Returns the settings of a tier: an equal budget, three seeds, a learning rate of 1e-3, the deviation of all pixels. */
    public static ExperimentSettings of(SegmenterKind network, Tier tier, List<String> classes) {
        return new ExperimentSettings(
                network,
                true,
                tier.length(),
                tier.crops(),
                tier.batchSize(),
                3,
                LEARNING_RATE,
                InputNormalization.Rule.GLOBAL,
                classes,
                CHECKPOINT_EVERY);
    }

    /** Returns what a batch contains. */
    DataSettings data() {
        return new DataSettings(
                LabelUse.REQUIRED,
                classes.size(),
                ScaleRange.NONE,
                crops,
                batchSize,
                1,
                Augmentation.Policy.MIRROR,
                PhotometricSettings.NONE,
                MissingMasks.EMPTY);
    }

    /**
     * Returns the settings of a training.
     *
     * @param stepsPerEpoch batches in an epoch
     */
    TrainingSettings training(long seed, long stepsPerEpoch) {
        long warmUp = Math.min(WARM_UP, length.steps(stepsPerEpoch) / 10);
        ScheduleSettings schedule = new ScheduleSettings(
                ScheduleSettings.OptimizerKind.ADAMW,
                learningRate,
                length,
                warmUp,
                0,
                WEIGHT_DECAY,
                RateDecay.POLYNOMIAL,
                AveragingSettings.NONE,
                FrozenStatistics.NONE);
        return new TrainingSettings(
                data(), schedule, new RunSettings(checkpointEvery, 1, 0, 0, 1), DataType.FLOAT32, seed);
    }

    /** Returns the settings for records, in order. */
    public Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("network", network.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        facts.put("budget", equalBudget ? "equal" : "plain");
        facts.put("length", length.amount() + (length.epochs() ? " epochs" : " steps"));
        facts.put("crop", crops.toString());
        facts.put("batch_size", String.valueOf(batchSize));
        facts.put("optimizer", "adamw, weight decay " + WEIGHT_DECAY + ", polynomial decay");
        facts.put("learning_rate", String.valueOf(learningRate));
        facts.put("augmentation", "mirror");
        facts.put("loss", "cross-entropy, classes weighted by the root of 1 / ln(1.02 + share)");
        facts.put("normalization", normalization.name().toLowerCase(Locale.ROOT));
        facts.put("classes", String.join(", ", classes));
        return facts;
    }
}
