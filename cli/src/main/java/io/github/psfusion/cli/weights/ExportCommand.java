// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.weights;

import io.github.psfusion.cli.console.Choices;
import io.github.psfusion.cli.console.ExitStatus;
import io.github.psfusion.cli.console.Outputs;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.weights.TensorToWrite;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFiles;
import io.github.psfusion.weights.safetensors.SafetensorsWriter;
import io.github.psfusion.weights.torch.TorchZipWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the tensors of a weight file in another format; names, shapes and types stay. */
@Command(
        name = "export",
        header = "write weights in another format",
        customSynopsis = "psfusion weights export FILE -o OUT [OPTIONS]",
        description = {
            "Write the tensors of a weight file in the format of another program; names, shapes and types stay.%n",
            "Example:",
            "  psfusion weights export models/psfusion.safetensors -o psfusion.pth%n"
        },
        footer = "%nCommon options: psfusion --help.")
final class ExportCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "FILE", description = "a .safetensors or .pth file")
    private Path file = Path.of("");

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "OUT",
            description = "the file to write")
    private Path output = Path.of("");

    @Option(names = "--to", paramLabel = "F", description = "safetensors or pth (default: from the suffix)")
    private @Nullable WeightFormat format;

    @Option(names = "--overwrite", description = "replace an existing file")
    private boolean overwrite;

    ExportCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        WeightFormat target = format == null ? ofSuffix() : format;
        Outputs.refuseExisting(output, overwrite);
        try (WeightFile weights = WeightFiles.open(file)) {
            List<TensorToWrite> tensors = new ArrayList<>();
            for (String name : weights.names()) {
                tensors.add(TensorToWrite.of(weights.tensor(name)));
            }
            weights.remarks().forEach(remark -> session.console().say("left out: " + remark));
            Outputs.write(output, () -> {
                if (target == WeightFormat.PTH) {
                    TorchZipWriter.write(output, tensors);
                } else {
                    SafetensorsWriter.write(output, weights.metadata(), tensors);
                }
            });
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("output", output.toString());
            json.put("format", Choices.name(target));
            json.put("tensors", tensors.size());
            json.put("bytes", Files.size(output));
            String text = "wrote " + output + " (" + Choices.name(target) + ", " + tensors.size() + " tensors, "
                    + Files.size(output) + " bytes)";
            session.console().outcome(text, json);
        }
        return ExitStatus.OK;
    }

    private WeightFormat ofSuffix() {
        String name = String.valueOf(output.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".safetensors")) {
            return WeightFormat.SAFETENSORS;
        }
        if (name.endsWith(".pth") || name.endsWith(".pt")) {
            return WeightFormat.PTH;
        }
        throw UserError.usage("-o " + output + ": the suffix names no format. Use .safetensors or .pth, or --to.");
    }
}
