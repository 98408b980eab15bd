// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.weights;

import io.github.psfusion.cli.console.ExitCode;
import io.github.psfusion.cli.console.Outputs;
import io.github.psfusion.cli.console.ProgressDisplay;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.SessionBackend;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.cli.pairs.PairOptions;
import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.networks.inference.NetworkCalibration;
import io.github.psfusion.networks.inference.NetworkSpec;
import io.github.psfusion.networks.inference.NetworkSpecs;
import io.github.psfusion.pipeline.CalibrationRun;
import io.github.psfusion.pipeline.PairInputs;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds the activation ranges that {@code --precision int8} needs, on images of the user. */
@Command(
        name = "calibrate",
        header = "prepare weights for --precision int8 with some images",
        customSynopsis = "psfusion weights calibrate FILE --ir DIR --vi DIR -o OUT [OPTIONS]",
        description = {
            "Fuse some pairs, observe the ranges of the network's activations, and write the weights, unchanged, with"
                    + " these ranges in the metadata. `fuse --precision int8` needs them.%n",
            "Use pairs like those to be fused, day and night, but not those on which results are measured.%n",
            "Example:",
            "  psfusion weights calibrate my.safetensors --pairs MSRS -o my-int8.safetensors%n"
        },
        footer = "%nCommon options: psfusion --help.")
final class CalibrateCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "FILE", description = "a .safetensors or .pth file, or a TensorFlow checkpoint (.index)")
    private Path file = Path.of("");

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "OUT",
            description = "the safetensors file to write")
    private Path output = Path.of("");

    @ArgGroup(validate = false, heading = "%nPairs:%n")
    private PairOptions pairs = new PairOptions();

    @Option(
            names = "--max-pairs",
            paramLabel = "N",
            description = "largest number of pairs, spread evenly over all (default 32)")
    private int maxPairs = 32;

    @Option(
            names = "--name",
            paramLabel = "TEXT",
            description = "what images these are, for the metadata (default: the name of the folder)")
    private @Nullable String name;

    @Option(names = "--overwrite", description = "replace an existing file")
    private boolean overwrite;

    CalibrateCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        if (maxPairs < 1) {
            throw UserError.usage("--max-pairs " + maxPairs + ": expected at least 1.");
        }
        PairInputs inputs = pairs.find();
        Outputs.refuseExisting(output, overwrite);
        inputs.incomplete().forEach(session.console()::info);
        List<PairFiles> chosen = CalibrationRun.spread(inputs.pairs(), maxPairs);
        if (chosen.isEmpty()) {
            throw UserError.input("there are no pairs to calibrate with. Check the folders.");
        }
        session.cancellation().cooperate();
        try (WeightFile weights = WeightFiles.open(file)) {
            Outputs.refuseInput(output, weights.files());
            NetworkSpec spec = NetworkSpecs.recognize(weights);
            try (Backend backend = SessionBackend.open(session);
                    NetworkCalibration calibration = new NetworkCalibration(spec, weights, backend)) {
                observe(chosen, calibration);
                String described = name == null ? CalibrationRun.nameOf(chosen) : name;
                Outputs.write(output, overwrite, made -> calibration.write(made, described));
                print(calibration.ranges().byConvolution().size(), chosen.size());
            }
        }
        return ExitCode.OK;
    }

    private void observe(List<PairFiles> chosen, NetworkCalibration calibration) throws IOException {
        DecodeLimits limits =
                DecodeLimits.defaults().withMaxPixels(session.common().maxPixels());
        try (ProgressDisplay progress = session.console().progress("calibrate")) {
            new CalibrationRun(pairs.windows(), limits, session.cancellation()::requested)
                    .observe(chosen, calibration, progress::at);
        }
    }

    private void print(int convolutions, int observed) throws IOException {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("output", output.toString());
        json.put("pairs", observed);
        json.put("convolutions", convolutions);
        json.put("bytes", Files.size(output));
        String text = "wrote " + output + " (ranges of " + convolutions + " convolutions, observed on " + observed
                + " pairs, " + Files.size(output) + " bytes)";
        session.console().outcome(text, json);
    }
}
