// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.train;

import io.github.psfusion.cli.console.SizeOption;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.imaging.IntensityWindow;
import io.github.psfusion.training.Augmentation;
import io.github.psfusion.training.DataSettings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code train} on its data. */
final class DataOptions {
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

    @Option(names = "--accumulate", paramLabel = "N", description = "batches per step (default 1)")
    int accumulate = DataSettings.defaults().accumulate();

    @Option(
            names = "--augmentation",
            paramLabel = "KIND",
            description =
                    "all (default, as published): flips and turns; mirror: left and right only, which learns faster"
                            + " in short runs; crop: neither")
    Augmentation.Policy augmentation = DataSettings.defaults().augmentation();

    @Option(
            names = "--ir-range",
            paramLabel = "R",
            description = "levels of infrared shown as black and white, as in fuse (default auto)")
    String infraredRange = "auto";

    IntensityWindow range() {
        try {
            return IntensityWindow.parse(infraredRange);
        } catch (IllegalArgumentException e) {
            throw UserError.usage("--ir-range: " + e.getMessage() + ".");
        }
    }

    DataSettings settings() {
        return new DataSettings(labels, classes, crop.width(), crop.height(), batchSize, accumulate, augmentation);
    }
}
