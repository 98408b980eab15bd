// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.train;

import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.SizeOption;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.cli.pairs.PairArguments;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.training.Augmentation;
import io.github.psfusion.training.DataSettings;
import io.github.psfusion.training.TrainingData;
import io.github.psfusion.training.TrainingSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code train} on its data. */
final class DataOptions {
    private static final String SYNTHETIC = "synthetic";

    @Option(names = "--data", paramLabel = "DIR|synthetic", description = "data set folder, or scenes made on the fly")
    @Nullable
    String data;

    @Option(
            names = "--validation",
            paramLabel = "DIR",
            description = "pairs for validation (default: the set's own split)")
    @Nullable
    Path validation;

    @Option(
            names = "--labels",
            paramLabel = "MODE",
            description = "required (default); optional: each pair contributes the terms that its labels allow; none:"
                    + " only the fusion and reconstruction terms")
    DataSettings.LabelUse labels = DataSettings.defaults().labels();

    @Option(names = "--classes", paramLabel = "N", description = "classes of the labels (default 9, those of MSRS)")
    int classes = DataSettings.defaults().classes();

    @Option(names = "--crop", paramLabel = "WxH", description = "random crop, multiples of 32 (default 256x256)")
    SizeOption crop = new SizeOption(
            DataSettings.defaults().cropWidth(), DataSettings.defaults().cropHeight());

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
    String recorded() {
        String named = String.valueOf(data);
        return named.equals(SYNTHETIC) ? named : Path.of(named).toAbsolutePath().toString();
    }

    DataSettings settings() {
        return new DataSettings(
                labels, classes, crop.width(), crop.height(), batchSize, gradAccumulation, augmentation);
    }

    /**
     * Finds the pairs and checks the headers of all files.
     *
     * @param seed of synthetic scenes
     */
    TrainingData open(long seed, Session session) throws IOException {
        String named = data;
        if (named == null) {
            throw UserError.usage("missing: --data DIR, or --data synthetic for a trial without any data.");
        }
        TrainingSource source = new TrainingSource(
                named.equals(SYNTHETIC) ? Optional.empty() : Optional.of(Path.of(named)),
                Optional.ofNullable(validation),
                PairArguments.windows(infraredRange, visibleRange),
                DecodeLimits.defaults().withMaxPixels(session.common().maxPixels()));
        return source.open(
                settings(),
                seed,
                files -> session.console()
                        .warn(files.size() + " images have no partner, or a format that is not read, and are left out: "
                                + files.get(0) + (files.size() > 1 ? " ..." : "")),
                session.cancellation()::requested);
    }
}
