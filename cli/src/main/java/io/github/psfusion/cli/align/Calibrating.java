// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.align;

import io.github.psfusion.cli.console.ExitCode;
import io.github.psfusion.cli.console.Outputs;
import io.github.psfusion.cli.console.ProgressDisplay;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.cli.pairs.InputOptions;
import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.pipeline.CalibrationRun;
import io.github.psfusion.pipeline.PairInputs;
import io.github.psfusion.pipeline.alignment.RigCalibrationRun;
import io.github.psfusion.registration.CalibrationOptions;
import io.github.psfusion.registration.Rig;
import io.github.psfusion.registration.RigCalibration;
import io.github.psfusion.registration.RigFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes the file of a rig. */
record Calibrating(Session session, InputOptions input, CalibrationOptions options) {
    /** Calibrates, prints and returns the exit code. */
    int run(Path file, DecodeLimits limits, boolean overwrite) throws IOException {
        PairInputs inputs = input.find();
        if (inputs.single()) {
            throw UserError.usage("--calibrate needs several pairs. Name the folders of the images.");
        }
        Outputs.refuseInput(file, inputs.files());
        input.check(inputs, limits, session);
        session.cancellation().cooperate();
        List<PairFiles> pairs = CalibrationRun.spread(inputs.pairs(), RigCalibrationRun.MAX_PAIRS);
        if (pairs.size() < inputs.pairs().size()) {
            session.console()
                    .info("calibrating from " + pairs.size() + " of " + inputs.pairs().size()
                            + " pairs, spread over all; --list chooses others.");
        }
        RigCalibrationRun run =
                new RigCalibrationRun(input.windows(), limits, session.cancellation()::requested);
        RigCalibration.Result result;
        try (ProgressDisplay progress = session.console().progress("calibrate")) {
            result = run.calibrate(pairs, options, (done, total) -> progress.at(done, total, ""));
        }
        result.dropped().forEach(pair -> session.console().info("left out: " + pair));
        Rig rig = result.rig();
        Outputs.write(file, overwrite, made -> RigFile.write(made, rig));
        session.console().outcome(text(file, pairs.size(), rig), json(file, result));
        return ExitCode.OK;
    }

    private static String text(Path file, int pairs, Rig rig) {
        return String.format(
                Locale.ROOT,
                "wrote %s: map of %d of %d pairs, visible %s to infrared %s pixels; the pairs' own maps differ from it by"
                        + " %.1f pixels in the median",
                file,
                rig.origin().pairs(),
                pairs,
                rig.visible(),
                rig.infrared(),
                rig.origin().residual());
    }

    private static Map<String, Object> json(Path file, RigCalibration.Result result) {
        Rig rig = result.rig();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("output", file.toString());
        json.put("pairs", rig.origin().pairs());
        json.put("leftOut", result.dropped());
        json.put("score", rig.origin().score());
        json.put("residual", rig.origin().residual());
        json.put("k1", rig.map().to().k1());
        json.put("k2", rig.map().to().k2());
        json.put("parallax", rig.parallax().map(line -> List.of(line.x(), line.y())).orElse(List.of()));
        return json;
    }
}
