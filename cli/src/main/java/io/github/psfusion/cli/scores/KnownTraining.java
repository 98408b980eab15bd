// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.scores;

import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.methods.MethodOpening;
import io.github.psfusion.evaluation.FusionScores;
import io.github.psfusion.evaluation.TrainingOverlap;
import io.github.psfusion.imaging.fingerprint.TrainingPairs;
import io.github.psfusion.networks.inference.NetworkWeights;
import io.github.psfusion.pipeline.PipelineException;
import io.github.psfusion.pipeline.WeightsLocator;
import io.github.psfusion.platform.Counted;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The pairs that the weights of a file were trained on; only the header of the file is read.
 *
 * @param file the weight file
 * @param pairs as its metadata list them
 */
public record KnownTraining(Path file, TrainingPairs pairs) {
    /**
     * Reads the list of a file.
     *
     * @throws IOException if it is no weight file, or the list is damaged
     */
    public static KnownTraining of(Path file) throws IOException {
        try (WeightFile weights = WeightFiles.open(file)) {
            return new KnownTraining(file, NetworkWeights.trainingPairs(weights));
        }
    }

    /** Returns that of the weights that {@code fuse} takes where none are named; empty if there are none or they are unreadable. */
    static Optional<KnownTraining> ofBundled(Session session) {
        try {
            return Optional.of(
                    of(MethodOpening.weights(session).find(WeightsLocator.DEFAULT_METHOD, Optional.empty())));
        } catch (PipelineException | IOException e) {
            return Optional.empty(); // nothing is known then, and nothing is claimed
        }
    }

    /** Returns a sentence for images of which it is not known what made them; empty if none of the pairs is in the list. */
    Optional<String> hint(FusionScores scores) {
        TrainingOverlap overlap = TrainingOverlap.of(pairs, scores.pairs(), scores.sources());
        return overlap.pairs().isEmpty()
                ? Optional.empty()
                : Optional.of(overlap.pairs().size() + " of these "
                        + Counted.of(scores.pairs().size(), "pair") + " are training pairs of " + file
                        + ". Scores of images that these weights made do not hold for other images.");
    }
}
