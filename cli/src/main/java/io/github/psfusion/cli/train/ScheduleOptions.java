// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.train;

import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.training.AveragingSettings;
import io.github.psfusion.training.FrozenStatistics;
import io.github.psfusion.training.ScheduleSettings;
import io.github.psfusion.training.TrainingPrecision;
import io.github.psfusion.training.psfusion.ClassWeights;
import io.github.psfusion.training.psfusion.PsFusionStage;
import io.github.psfusion.training.schedule.RateDecay;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code train} on optimizer and learning rate. */
final class ScheduleOptions {
    @Option(names = "--steps", paramLabel = "N", description = "length in steps, instead of --epochs")
    @Nullable
    Long steps;

    @Option(names = "--epochs", paramLabel = "N", description = "passes over the data (default 2500, as published)")
    @Nullable
    Long epochs;

    @Option(
            names = "--stage",
            paramLabel = "S",
            description = "whole (default), semantic: encoders, deep fusion and the three semantic heads alone")
    PsFusionStage stage = PsFusionStage.WHOLE;

    @Option(names = "--learning-rate", paramLabel = "R", description = "peak (default 0.001)")
    double learningRate = ScheduleSettings.defaults().learningRate();

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            description = "steps until the peak (default 1000, as published; in shorter runs a tenth of the steps)")
    @Nullable
    Long warmUp;

    @Option(
            names = "--schedule",
            paramLabel = "NAME",
            description = "fall of the learning rate after the peak: polynomial (default, as published), cosine")
    RateDecay decay = ScheduleSettings.defaults().decay();

    @Option(names = "--momentum", paramLabel = "R", description = "of sgd (default 0.9)")
    double momentum = ScheduleSettings.defaults().momentum();

    @Option(names = "--weight-decay", paramLabel = "R", description = "default 0.0005")
    double weightDecay = ScheduleSettings.defaults().weightDecay();

    @Option(
            names = "--optimizer",
            paramLabel = "NAME",
            description = "sgd (default, as published), adamw (learns faster in short runs)")
    ScheduleSettings.OptimizerKind optimizer = ScheduleSettings.defaults().optimizer();

    @Option(
            names = "--ema",
            paramLabel = "D",
            description =
                    "validate and write weights averaged over the steps with this decay, such as 0.999 (default 0:"
                            + " none)")
    double ema = AveragingSettings.NONE.decay();

    @Option(
            names = "--recalibrate",
            paramLabel = "N",
            description =
                    "training batches over which batch-norm statistics are recomputed before weights are validated"
                            + " or written (default 0: not)")
    int recalibrate = AveragingSettings.NONE.recalibrationBatches();

    @Option(
            names = "--freeze-batch-norm",
            description =
                    "batch norms use their running statistics, which stay, in the steps, too: for the last part of a"
                            + " training, on weights with sound statistics")
    boolean freezeBatchNorm;

    @Option(
            names = "--freeze-pooled-norms",
            description =
                    "the same for batch norms after global pools alone: for fewer than about eight images in a batch")
    boolean freezePooledNorms;

    @Option(
            names = "--class-weights",
            paramLabel = "W",
            description =
                    "of the semantic term: none (default, as published), log (1/ln(1.02 + share of the class in the"
                            + " labels)), or a number for each class: 1,5,5,...")
    ClassWeights classWeights = ClassWeights.NONE;

    @Option(
            names = {"--pretrained", "--initial"},
            paramLabel = "FILE",
            description =
                    "start from what matches in these weights; ResNet-34 weights in torchvision's names go into both"
                            + " encoders")
    @Nullable
    Path pretrained;

    @Option(names = "--seed", paramLabel = "N", description = "all randomness (default 1)")
    long seed = 1;

    @Option(names = "--precision", paramLabel = "P", description = "float32 (default), bfloat16, auto (as measured)")
    TrainingPrecision precision = TrainingPrecision.FLOAT32;

    ScheduleSettings settings() {
        if (steps != null && epochs != null) {
            throw UserError.usage("--steps and --epochs both give the length; leave one out.");
        }
        ScheduleSettings.Length length = ScheduleSettings.defaults().length();
        if (steps != null) {
            length = new ScheduleSettings.Length(steps, false);
        } else if (epochs != null) {
            length = new ScheduleSettings.Length(epochs, true);
        }
        if (warmUp != null && warmUp < 0) {
            throw UserError.usage("--warm-up " + warmUp + ": expected a number from 0 on.");
        }
        if (freezeBatchNorm && recalibrate > 0) {
            throw UserError.usage(
                    "--freeze-batch-norm keeps the statistics that --recalibrate would change; leave one out.");
        }
        AveragingSettings averaging = new AveragingSettings(ema, recalibrate);
        long rising = warmUp == null ? ScheduleSettings.PUBLISHED_WARM_UP : warmUp;
        return new ScheduleSettings(
                optimizer, learningRate, length, rising, momentum, weightDecay, decay, averaging, frozenStatistics());
    }

    private FrozenStatistics frozenStatistics() {
        if (freezeBatchNorm) {
            return FrozenStatistics.ALL;
        }
        return freezePooledNorms ? FrozenStatistics.POOLED : FrozenStatistics.NONE;
    }
}
