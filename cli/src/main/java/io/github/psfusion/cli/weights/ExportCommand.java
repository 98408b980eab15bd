// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.weights;

import io.github.psfusion.cli.console.Choices;
import io.github.psfusion.cli.console.ExitCode;
import io.github.psfusion.cli.console.Outputs;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.imaging.fingerprint.TrainingPairs;
import io.github.psfusion.networks.inference.NetworkWeightFiles;
import io.github.psfusion.platform.Counted;
import io.github.psfusion.platform.Excerpt;
import io.github.psfusion.weights.InvalidValues;
import io.github.psfusion.weights.TensorToWrite;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFormat;
import io.github.psfusion.weights.safetensors.SafetensorsWriter;
import io.github.psfusion.weights.torch.TorchZipWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the tensors of a weight file in another format, or the network that they make. */
@Command(
        name = "export",
        header = "write weights in another format",
        customSynopsis = "psfusion weights export FILE -o OUT [OPTIONS]",
        description = {
            "Write the tensors of a weight file in the format of another program; names, shapes and types stay. As"
                    + " ONNX, write the network itself, batch norms folded, which ONNX Runtime computes from any language,"
                    + " in a browser too; opset 17.%n",
            "Examples:",
            "  psfusion weights export models/psfusion.safetensors -o psfusion.pth",
            "  psfusion weights export models/psfusion.safetensors -o psfusion.onnx%n"
        },
        footer = "%nCommon options: psfusion --help.")
final class ExportCommand implements Callable<Integer> {
    private static final int NAMED_TENSORS = 5;

    private final Session session;

    @Parameters(
            paramLabel = "FILE",
            description = "a .safetensors or .pth file, a TensorFlow checkpoint (.index), or the folder of several")
    private Path file = Path.of("");

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "OUT",
            description = "the file to write")
    private Path output = Path.of("");

    @Option(names = "--to", paramLabel = "F", description = "safetensors, pth or onnx (default: from the suffix)")
    private @Nullable WeightFormat format;

    @Option(names = "--overwrite", description = "replace an existing file")
    private boolean overwrite;

    @ArgGroup(validate = false, heading = "%nONNX:%n")
    private OnnxExport onnx = new OnnxExport();

    ExportCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        WeightFormat target = Optional.ofNullable(format)
                .or(() -> WeightFormat.ofName(output))
                .orElseThrow(() -> UserError.usage(
                        "-o " + output + ": the suffix names no format. Use .safetensors, .pth or .onnx, or --to."));
        if (target != WeightFormat.ONNX) {
            onnx.refuseIfGiven();
        }
        Outputs.refuseExisting(output, overwrite);
        try (WeightFile weights = NetworkWeightFiles.open(file)) {
            Outputs.refuseInput(output, weights.files());
            weights.remarks().forEach(remark -> session.console().info("left out: " + remark));
            if (target == WeightFormat.ONNX) {
                List<String> outputs = onnx.write(weights, output, overwrite, session);
                print(target, Map.of("outputs", outputs), String.join(", ", outputs));
            } else {
                List<TensorToWrite> tensors = TensorToWrite.allOf(weights);
                warnOfInvalid(weights);
                Outputs.write(output, overwrite, made -> write(made, target, weights, tensors));
                print(target, Map.of("tensors", tensors.size()), Counted.of(tensors.size(), "tensor"));
            }
        }
        return ExitCode.OK;
    }

    /** Another format is a copy, value for value; whether a network can use it is another matter. */
    private void warnOfInvalid(WeightFile weights) throws IOException {
        List<String> invalid = new ArrayList<>();
        for (String name : weights.names()) {
            InvalidValues.in(weights.tensor(name), Double.NEGATIVE_INFINITY)
                    .ifPresent(found -> invalid.add(found.describe()));
        }
        if (!invalid.isEmpty()) {
            session.console()
                    .warn("no network can compute with these weights: " + Excerpt.of(invalid, NAMED_TENSORS) + ".");
        }
    }

    private void write(Path file, WeightFormat target, WeightFile weights, List<TensorToWrite> tensors)
            throws IOException {
        if (target == WeightFormat.PTH) {
            if (weights.metadata().containsKey(TrainingPairs.METADATA)) {
                session.console()
                        .info("left out: the list of training pairs, for which the format has no place. Keep it with a"
                                + " .safetensors file.");
            }
            TorchZipWriter.write(file, tensors);
        } else {
            SafetensorsWriter.write(file, weights.metadata(), tensors);
        }
    }

    private void print(WeightFormat target, Map<String, Object> facts, String text) throws IOException {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("output", output.toString());
        json.put("format", Choices.name(target));
        json.putAll(facts);
        json.put("bytes", Files.size(output));
        session.console()
                .outcome(
                        "wrote " + output + " (" + Choices.name(target) + ", " + text + ", " + Files.size(output)
                                + " bytes)",
                        json);
    }
}
