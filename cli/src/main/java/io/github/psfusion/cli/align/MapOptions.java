// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.align;

import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.pipeline.PairAligner;
import io.github.psfusion.registration.CalibrationOptions;
import io.github.psfusion.registration.LensDistortion;
import io.github.psfusion.registration.RegistrationOptions;
import io.github.psfusion.registration.RigFile;
import io.github.psfusion.registration.SearchRange;
import io.github.psfusion.registration.WarpModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** Which map is looked for, or which one is used. */
final class MapOptions {
    @Option(
            names = "--model",
            paramLabel = "M",
            description =
                    "what the map may do: similarity, camera (two cameras with square pixels; with --calibrate the"
                            + " one for scenes with near ground), affine (default), homography")
    private WarpModel model = WarpModel.AFFINE;

    @Option(
            names = "--range",
            paramLabel = "R",
            description =
                    "how far the images may be apart: narrow (default: 12 degrees, 16 %% in scale, 20 %% of the long"
                            + " side), wide (15 degrees, 63 %%, 35 %%), which refuses more pairs")
    private SearchRange range = SearchRange.NARROW;

    @Option(
            names = "--rig",
            paramLabel = "FILE",
            description = "use the map of this rig, and look only for the shift that is left")
    private @Nullable Path rig;

    @Option(
            names = "--calibrate",
            paramLabel = "FILE",
            description = "make the rig file of two cameras that are fixed to each other from their pairs, and align"
                    + " nothing; 8 to 20 pairs of different scenes at one distance are a good number")
    private @Nullable Path calibrate;

    @Option(
            names = "--distortion",
            paramLabel = "N",
            description =
                    "with --calibrate: radial terms of the lens distortion that are fitted, 0 to 2 (default 0; they"
                            + " need 8 pairs)")
    private int distortion;

    @Option(
            names = "--ir-lens",
            paramLabel = "LENS",
            description =
                    "with --calibrate: distortion of the infrared lens by a calibration of your own: k1, k2, center"
                            + " x, y and focal length in pixels, as OpenCV gives them, e.g. -0.21,0.05,320.5,255.8,610")
    private LensDistortion infraredLens = LensDistortion.NONE;

    @Option(names = "--vi-lens", paramLabel = "LENS", description = "the same of the visible lens")
    private LensDistortion visibleLens = LensDistortion.NONE;

    @Option(
            names = "--distance",
            paramLabel = "TEXT",
            description = "with --calibrate: a note on the distance of the scenes")
    private String distance = "";

    /** Returns the rig file to make, if one is to be made. */
    Optional<Path> calibrate() {
        return Optional.ofNullable(calibrate);
    }

    /** Returns the rig file that is read, if one is. */
    Optional<Path> rig() {
        return Optional.ofNullable(rig);
    }

    /**
     * Refuses options that have no effect beside each other.
     *
     * @param given what was on the command line
     * @throws UserError if there are such
     */
    void check(ParseResult given) {
        if (calibrate != null) {
            refuse(given, "--calibrate makes a rig file and aligns nothing", "--rig", "--range", "--output", "--frame");
            refuse(given, "--calibrate makes a rig file and aligns nothing", "--border", "--contact-sheet");
            if (model == WarpModel.SIMILARITY) {
                throw UserError.usage("--calibrate fits --model camera, affine or homography, not similarity.");
            }
        } else {
            refuse(given, "only --calibrate has a use for it", "--distortion", "--distance", "--ir-lens", "--vi-lens");
        }
        if (rig != null) {
            refuse(given, "the map is that of --rig", "--model", "--range");
        }
        if (distortion < 0 || distortion > 2) {
            throw UserError.usage("--distortion " + distortion + ": expected 0, 1 or 2.");
        }
    }

    private static void refuse(ParseResult given, String reason, String... options) {
        for (String option : options) {
            if (given.hasMatchedOption(option)) {
                throw UserError.usage(option + ": " + reason + ". Leave the option out.");
            }
        }
    }

    /** Returns what is calibrated. */
    CalibrationOptions calibration() {
        return new CalibrationOptions(model, distortion, visibleLens, infraredLens, distance);
    }

    /**
     * Returns what finds the maps.
     *
     * @throws IOException if the rig cannot be read
     */
    PairAligner aligner() throws IOException {
        return rig == null
                ? PairAligner.each(new RegistrationOptions(model, range))
                : PairAligner.ofRig(RigFile.read(rig));
    }
}
