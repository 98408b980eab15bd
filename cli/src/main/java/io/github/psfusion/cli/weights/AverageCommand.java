// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.weights;

import io.github.psfusion.cli.console.ExitCode;
import io.github.psfusion.cli.console.Outputs;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.networks.inference.NetworkWeights;
import io.github.psfusion.weights.TensorAverage;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Averages weights of one network, such as those of several parts of a training. */
@Command(
        name = "average",
        header = "average weights of one network, tensor by tensor",
        customSynopsis = "psfusion weights average FILE FILE... -o OUT [OPTIONS]",
        description = {
            "Average weights of one network that one training or one start led to: the average is often better than each"
                    + " of them. Averages of unrelated trainings are useless.%n",
            "Activation ranges are left out: calibrate the result for --precision int8.%n",
            "Example:",
            "  psfusion weights average a.safetensors b.safetensors -o c.safetensors%n"
        },
        footer = "%nCommon options: psfusion --help.")
final class AverageCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "two or more .safetensors or .pth files, or TensorFlow checkpoints (.index)")
    private List<Path> files = List.of();

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "OUT",
            description = "the safetensors file to write")
    private Path output = Path.of("");

    @Option(
            names = "--shares",
            split = ",",
            paramLabel = "S,S,...",
            description = "of each file, such as 0.3,0.7; divided by their sum (default: equal)")
    private List<Double> shares = List.of();

    @Option(names = "--overwrite", description = "replace an existing file")
    private boolean overwrite;

    AverageCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        if (files.size() < 2) {
            throw UserError.usage(files.get(0) + " is the only file. Name two or more.");
        }
        List<Double> normalized = normalizedShares();
        Outputs.refuseExisting(output, overwrite);
        List<WeightFile> opened = new ArrayList<>();
        try {
            for (Path file : files) {
                WeightFile weights = WeightFiles.open(file);
                opened.add(weights);
                Outputs.refuseInput(output, weights.files());
            }
            session.cancellation().check();
            Outputs.write(output, overwrite, made -> NetworkWeights.average(opened, normalized, made));
            print(opened.get(0).names().size(), normalized);
        } finally {
            for (WeightFile weights : opened) {
                weights.close();
            }
        }
        return ExitCode.OK;
    }

    private List<Double> normalizedShares() {
        try {
            return shares.isEmpty()
                    ? Collections.nCopies(files.size(), 1.0 / files.size())
                    : TensorAverage.normalized(shares, files.size());
        } catch (IllegalArgumentException e) {
            throw UserError.usage("--shares: " + e.getMessage() + ".");
        }
    }

    private void print(int tensors, List<Double> normalized) throws IOException {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("output", output.toString());
        json.put("tensors", tensors);
        json.put("shares", normalized);
        json.put("bytes", Files.size(output));
        session.console()
                .outcome(
                        "wrote " + output + " (" + tensors + " tensors, average of " + files.size() + " files, "
                                + Files.size(output) + " bytes)",
                        json);
    }
}
