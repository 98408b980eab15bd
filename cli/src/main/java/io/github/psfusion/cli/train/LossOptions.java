// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.train;

import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.training.psfusion.ContrastMask;
import io.github.psfusion.training.psfusion.FusionTermOptions;
import io.github.psfusion.training.psfusion.IntensityError;
import io.github.psfusion.training.psfusion.IntensityRoles;
import io.github.psfusion.training.psfusion.IntensityTarget;
import io.github.psfusion.training.psfusion.PsFusionAblations;
import io.github.psfusion.training.psfusion.PsFusionLossOptions;
import io.github.psfusion.training.psfusion.PsFusionStage;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options on the loss that {@code train} minimizes and {@code validate} computes. */
final class LossOptions {
    @Option(
            names = "--loss-weights",
            paramLabel = "LIST",
            description = "e.g. gradient=10,correlation=1; names: semantic, binary, boundary, correlation, gradient,"
                    + " intensity, range (0 by default), visible-intensity, visible-gradient, infrared-intensity,"
                    + " infrared-gradient")
    @Nullable
    String lossWeights;

    @Option(
            names = "--intensity-roles",
            paramLabel = "R",
            description = "intended (default: targets follow infrared), released")
    IntensityRoles intensityRoles = IntensityRoles.INTENDED;

    @Option(
            names = "--intensity-target",
            paramLabel = "T",
            description =
                    "of the term intensity where no target is: selection (default, as published: one source at each"
                            + " place), sum (of the deviations of both from their means, within their range)")
    IntensityTarget intensityTarget = IntensityTarget.SELECTION;

    @Option(
            names = "--contrast-mask",
            paramLabel = "RULE",
            description =
                    "published (default: the source of higher local contrast is followed); floor:LEVELS: where both"
                            + " differ by less, the brighter one, so that noise does not darken flat regions; none: the"
                            + " brighter one")
    ContrastMask contrastMask = ContrastMask.PUBLISHED;

    @Option(
            names = "--intensity-error",
            paramLabel = "E",
            description =
                    "of the term intensity: squared (default), absolute (more contrast where the source to follow is"
                            + " uncertain)")
    IntensityError intensityError = IntensityError.SQUARED;

    @Option(
            names = "--source-contrast",
            paramLabel = "R",
            description =
                    "factor of the contrast of the sources in the terms intensity and gradient (default 1, as published;"
                            + " 1.15: a fused image of more contrast than its sources)")
    double sourceContrast = 1;

    @Option(
            names = "--without",
            paramLabel = "LIST",
            description =
                    "an ablation: leaves out parts of the network (s2p2, sfp, psim, sdfm, psfm) or masks of the term"
                            + " intensity (salient-mask, contrast-mask); default none")
    PsFusionAblations without = PsFusionAblations.NONE;

    private FusionTermOptions fusionTerms() {
        try {
            return FusionTermOptions.defaults()
                    .withIntensityTarget(intensityTarget)
                    .withIntensityRoles(intensityRoles)
                    .withContrastMask(contrastMask)
                    .withIntensityError(intensityError)
                    .withSourceContrast(sourceContrast);
        } catch (IllegalArgumentException e) {
            throw UserError.usage("--source-contrast: " + e.getMessage() + ".");
        }
    }

    /**
     * Returns the loss of a stage.
     *
     * @throws UserError if a name or a weight is not known to it
     */
    PsFusionLossOptions of(PsFusionStage stage) {
        try {
            Map<String, Double> weights =
                    lossWeights == null ? Map.of() : PsFusionLossOptions.parseWeights(lossWeights);
            PsFusionLossOptions options = without(
                    stage,
                    PsFusionLossOptions.defaults()
                            .withFusionTerms(fusionTerms())
                            .withWeights(weights));
            var unused = stage.loss(options); // names and weights, before anything costs time
            return options;
        } catch (IllegalArgumentException e) {
            throw UserError.usage("--loss-weights: " + e.getMessage() + ".");
        }
    }

    private PsFusionLossOptions without(PsFusionStage stage, PsFusionLossOptions options) {
        try {
            stage.check(without);
            return without.applied(options);
        } catch (IllegalArgumentException e) {
            throw UserError.usage("--without " + without + ": " + e.getMessage() + ".");
        }
    }
}
