// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.train;

import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.datasets.PairFinder;
import io.github.psfusion.datasets.Pairing;
import io.github.psfusion.datasets.Split;
import io.github.psfusion.datasets.synthetic.SceneSettings;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.training.DataSettings;
import io.github.psfusion.training.Dataset;
import io.github.psfusion.training.FolderSamples;
import io.github.psfusion.training.SyntheticSamples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The pairs to train on and those to watch the training by.
 *
 * @param training at least two pairs
 * @param validation held-out pairs, if there are any
 */
record TrainingData(Dataset training, Optional<Dataset> validation) {
    /** The data that are drawn and not read. */
    static final String SYNTHETIC = "synthetic";

    /** Scenes of a synthetic set: enough for every class by day and at night, soon seen again. */
    private static final int SYNTHETIC_SCENES = 200;

    private static final int SYNTHETIC_VALIDATION_SCENES = 10;

    /** Finds the pairs and checks the headers of all files. */
    static TrainingData of(DataOptions options, long seed, Session session) throws IOException {
        DecodeLimits limits =
                DecodeLimits.defaults().withMaxPixels(session.common().maxPixels());
        DataSettings settings = options.settings();
        String data = String.valueOf(options.data);
        Dataset training;
        Optional<Dataset> validation = Optional.empty();
        if (data.equals(SYNTHETIC)) {
            SceneSettings scenes = SceneSettings.defaults();
            training = new SyntheticSamples(scenes, SYNTHETIC_SCENES, seed, 0);
            validation = Optional.of(new SyntheticSamples(scenes, SYNTHETIC_VALIDATION_SCENES, seed, SYNTHETIC_SCENES));
        } else {
            Path root = Path.of(data);
            Pairing pairs = PairFinder.in(root, Split.TRAIN);
            tellUnpaired(pairs, session);
            if (pairs.pairs().size() < 2) {
                throw UserError.input(
                        root + ": " + pairs.pairs().size() + " training pairs were found; a batch needs at"
                                + " least 2. Look with: psfusion dataset check " + root + ".");
            }
            training = FolderSamples.of(pairs.pairs(), settings.labels(), settings.classes(), options.range(), limits);
            if (options.validation == null) {
                validation = heldOut(PairFinder.in(root, Split.VALIDATION), options, limits);
            }
        }
        if (options.validation != null) {
            validation = heldOut(PairFinder.in(options.validation), options, limits);
        }
        return new TrainingData(training, validation);
    }

    private static Optional<Dataset> heldOut(Pairing pairs, DataOptions options, DecodeLimits limits)
            throws IOException {
        DataSettings settings = options.settings();
        if (pairs.pairs().isEmpty()) {
            return Optional.empty();
        }
        // Pairs without labels may be validated; the terms that need labels are left out then.
        DataSettings.LabelUse labels = settings.labels() == DataSettings.LabelUse.REQUIRED
                ? DataSettings.LabelUse.OPTIONAL
                : settings.labels();
        return Optional.of(FolderSamples.of(pairs.pairs(), labels, settings.classes(), options.range(), limits));
    }

    private static void tellUnpaired(Pairing pairs, Session session) {
        for (List<Path> files : List.of(pairs.infraredOnly(), pairs.visibleOnly())) {
            if (!files.isEmpty()) {
                session.console()
                        .warn(files.size() + " images have no partner and are left out: " + files.get(0)
                                + (files.size() > 1 ? " ..." : ""));
            }
        }
    }
}
