// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.train;

import io.github.psfusion.cli.console.OptionValues;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.cli.pairs.NameOptions;
import io.github.psfusion.cli.pairs.SourceOptions;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.training.Augmentation;
import io.github.psfusion.training.CropRange;
import io.github.psfusion.training.DataSettings;
import io.github.psfusion.training.ScaleRange;
import io.github.psfusion.training.TrainingData;
import io.github.psfusion.training.TrainingSet;
import io.github.psfusion.training.TrainingSource;
import io.github.psfusion.training.photometric.PhotometricSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** The options of {@code train} on its data. */
final class DataOptions extends NameOptions {
    @Option(
            names = "--data",
            paramLabel = "DIR[:SHARE]",
            split = OptionValues.LINES,
            description =
                    "data set folder; synthetic: scenes made on the fly. May be repeated: SHARE, such as 0.3, is the"
                            + " fraction of training samples from this set; sets without it divide the rest by their pairs")
    List<String> data = List.of();

    @Option(
            names = "--validation",
            paramLabel = "DIR",
            split = OptionValues.LINES,
            description = "pairs for validation (default: the split of the first set that has one). May be repeated")
    List<Path> validation = List.of();

    @Option(
            names = "--labels",
            paramLabel = "MODE",
            description = "required (default); optional: each pair contributes the terms that its labels allow; none:"
                    + " only the fusion and reconstruction terms")
    DataSettings.LabelUse labels = DataSettings.defaults().labels();

    @Option(
            names = "--saliency-masks",
            description = "estimates targets from the infrared image where a pair has neither labels nor a mask")
    boolean saliencyMasks;

    @Option(names = "--classes", paramLabel = "N", description = "classes of the labels (default 9, those of MSRS)")
    int classes = DataSettings.defaults().classes();

    @Option(
            names = "--crop",
            paramLabel = "WxH",
            description = "random crop, multiples of 32 (default 256x256); 128x128..256x256 grows with the steps")
    CropRange crop = DataSettings.defaults().crops();

    @Option(
            names = "--scale",
            paramLabel = "RANGE",
            description = "random scale of each pair before its crop, such as 0.5..1.5 (default 1, as published: none)")
    ScaleRange scale = DataSettings.defaults().scales();

    @Option(names = "--batch-size", paramLabel = "N", description = "pairs per batch, at least 2 (default 4)")
    int batchSize = DataSettings.defaults().batchSize();

    @Option(
            names = {"--grad-accumulation", "--accumulate"},
            paramLabel = "N",
            description = "batches per step (default 1)")
    int gradAccumulation = DataSettings.defaults().gradAccumulation();

    @Option(
            names = "--augmentation",
            paramLabel = "KIND",
            description = "all (default, as published): flips and rotations; mirror: left and right only, which learns"
                    + " faster in short runs; crop: neither")
    Augmentation.Policy augmentation = DataSettings.defaults().augmentation();

    @Option(
            names = "--photometric",
            paramLabel = "LIST",
            description =
                    "none (default, as published); all; or probabilities, e.g. gamma=0.5,noise=0.2; names: gamma, gain,"
                            + " gray, invert, blur, noise, jpeg")
    PhotometricSettings photometric = DataSettings.defaults().photometric();

    @Option(
            names = "--ir-range",
            paramLabel = "R",
            description = "intensity window of infrared images, as in fuse (default auto)")
    String infraredRange = "auto";

    @Option(
            names = "--vi-range",
            paramLabel = "R",
            description = "intensity window of visible images, as in fuse (default full)")
    String visibleRange = "full";

    /** Returns the data as they are recorded: a path means the same from every folder. */
    List<String> recorded() {
        return sets().stream().map(TrainingSet::text).toList();
    }

    private List<TrainingSet> sets() {
        try {
            return TrainingSet.parseAll(data);
        } catch (IllegalArgumentException e) {
            throw UserError.usage("--data: " + e.getMessage() + ".");
        }
    }

    DataSettings settings() {
        return new DataSettings(
                labels,
                classes,
                scale,
                crop,
                batchSize,
                gradAccumulation,
                augmentation,
                photometric,
                saliencyMasks ? DataSettings.MissingMasks.SALIENCY : DataSettings.MissingMasks.EMPTY);
    }

    /**
     * Finds the pairs and checks the headers of all files.
     *
     * @param seed of synthetic scenes
     */
    TrainingData open(long seed, Session session) throws IOException {
        if (data.isEmpty()) {
            throw UserError.usage("missing: --data DIR, or --data synthetic for a trial without any data.");
        }
        TrainingSource source = new TrainingSource(
                sets(),
                validation,
                SourceOptions.windows(infraredRange, visibleRange),
                DecodeLimits.defaults().withMaxPixels(session.common().maxPixels()),
                naming());
        return source.open(settings(), seed, session.console()::warn, session.cancellation()::requested);
    }
}
