// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.dataset;

import io.github.psfusion.cli.console.ErrorReport;
import io.github.psfusion.cli.console.ExitCode;
import io.github.psfusion.cli.console.Outputs;
import io.github.psfusion.cli.console.ProgressDisplay;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.SizeOption;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.datasets.DatasetException;
import io.github.psfusion.datasets.Progress;
import io.github.psfusion.datasets.synthetic.CameraRig;
import io.github.psfusion.datasets.synthetic.SceneSettings;
import io.github.psfusion.datasets.synthetic.SceneWriter;
import io.github.psfusion.imaging.codec.ImageSize;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Draws synthetic scenes to try everything with. */
@Command(
        name = "generate",
        aliases = "sample", // the name in version 0.1
        header = "draw synthetic scenes to try everything with",
        customSynopsis = "psfusion dataset generate -o DIR [OPTIONS]",
        description = {
            "Write synthetic street scenes by day and by night, infrared and visible registered to the pixel, with labels"
                    + " and masks, in the folders of MSRS: to try everything with. One in five is for validation.%n",
            "Examples:",
            "  psfusion dataset generate -o scenes",
            "  psfusion dataset generate -o scenes --pairs 100 --size 320x256 --seed 7",
            "  psfusion dataset generate -o cameras --rig 1%n"
        },
        footer = "%nCommon options: psfusion --help.")
final class GenerateCommand implements Callable<Integer> {
    private final Session session;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "DIR",
            description = "the folder of the data set, new or empty")
    private Path output = Path.of("");

    @Option(names = "--pairs", paramLabel = "N", description = "number of scenes (default 20)")
    private int pairs = 20;

    @Option(names = "--size", paramLabel = "WxH", description = "of the images (default 640x480)")
    private SizeOption size = new SizeOption(640, 480);

    @Option(names = "--seed", paramLabel = "N", description = "another seed, other scenes (default 1)")
    private long seed = 1;

    @Option(
            names = "--rig",
            paramLabel = "N",
            description =
                    "as two cameras record them that are not one: unregistered pairs with parallax, distortion and"
                            + " infrared of half the size, in the folders ir, vi, label and distance (meters); another number,"
                            + " other cameras")
    private @Nullable Integer rig;

    GenerateCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        if (pairs < 1) {
            throw UserError.usage("--pairs " + pairs + ": expected a number from 1 on.");
        }
        SceneSettings settings;
        try {
            settings = SceneSettings.defaults().withSize(size.width(), size.height());
        } catch (IllegalArgumentException e) {
            throw UserError.usage("--size " + size + ": " + e.getMessage() + ".");
        }
        long start = System.nanoTime();
        try (ProgressDisplay progress = session.console().progress("generate")) {
            Progress counted = (done, total) -> {
                session.cancellation().check();
                progress.at(done, total, "");
            };
            if (rig == null) {
                SceneWriter.write(output, settings, seed, pairs, counted);
            } else {
                CameraRig cameras = CameraRig.ofNumber(rig, new ImageSize(size.width(), size.height()));
                SceneWriter.write(output, settings, cameras, seed, pairs, counted);
            }
        } catch (DatasetException e) {
            throw UserError.output(ErrorReport.message(e));
        } catch (IOException e) {
            throw Outputs.failure(output, e);
        }
        double seconds = (System.nanoTime() - start) * 1e-9;
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("output", output.toString());
        json.put("pairs", pairs);
        json.put("seed", seed);
        json.put("seconds", seconds);
        session.console()
                .outcome(String.format(Locale.ROOT, "wrote %d pairs to %s (%.1f s)", pairs, output, seconds), json);
        return ExitCode.OK;
    }
}
