// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.align;

import io.github.psfusion.cli.console.ExitCode;
import io.github.psfusion.cli.console.Outputs;
import io.github.psfusion.cli.console.ProgressDisplay;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.cli.methods.MethodOpening;
import io.github.psfusion.cli.pairs.InputOptions;
import io.github.psfusion.datasets.InfraredOptions;
import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.pipeline.CalibrationRun;
import io.github.psfusion.pipeline.PairInputs;
import io.github.psfusion.pipeline.alignment.CalibratedRig;
import io.github.psfusion.pipeline.alignment.RigCalibrationRun;
import io.github.psfusion.registration.CalibrationOptions;
import io.github.psfusion.registration.RigFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Makes the file of a rig. */
record Calibrating(Session session, InputOptions input, InfraredOptions infrared, CalibrationOptions options) {
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
                    .info("calibrating from " + pairs.size() + " of "
                            + inputs.pairs().size() + " pairs, spread over all; --list chooses others.");
        }
        RigCalibrationRun run = new RigCalibrationRun(
                input.windows(), infrared, limits, MethodOpening.threads(session), session.cancellation()::requested);
        CalibratedRig result = calibrate(run, pairs);
        result.leftOut().forEach(pair -> session.console().info("left out: " + pair));
        Outputs.write(file, overwrite, made -> RigFile.write(made, result.rig()));
        session.console().outcome(result.text(file), result.facts(file));
        return ExitCode.OK;
    }

    private CalibratedRig calibrate(RigCalibrationRun run, List<PairFiles> pairs) {
        try (ProgressDisplay progress = session.console().progress("calibrate")) {
            return run.calibrate(pairs, options, (done, total) -> progress.at(done, total, ""));
        }
    }
}
