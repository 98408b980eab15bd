// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.weights;

import io.github.psfusion.cli.console.Choices;
import io.github.psfusion.cli.console.ExitCode;
import io.github.psfusion.cli.console.Outputs;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.SessionBackend;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.networks.BindingReport;
import io.github.psfusion.networks.inference.NetworkSpec;
import io.github.psfusion.networks.inference.NetworkSpecs;
import io.github.psfusion.networks.inference.NetworkWeightFiles;
import io.github.psfusion.networks.inference.WeightImport;
import io.github.psfusion.platform.Counted;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.weights.WeightFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads published weights, checks them against the network, and writes them in the format of the project. */
@Command(
        name = "import",
        header = "read published weights, check them, write them as safetensors",
        customSynopsis = "psfusion weights import FILE -o OUT.safetensors [OPTIONS]",
        description = {
            "Read published weights of a network (.pth in its new or old form, .safetensors, or a TensorFlow checkpoint),"
                    + " check them against the network, and write them as safetensors with their origin.%n",
            "Nothing in the file is executed. Matched, missing and unexpected names and wrong shapes are reported"
                    + " together.%n",
            "Examples:",
            "  psfusion weights import PSFusion.pth -o models/published.safetensors",
            "  psfusion weights import didfuse/ -o models/didfuse.safetensors",
            "  psfusion weights import model.ckpt.index -o models/u2fusion.safetensors%n"
        },
        footer = "%nCommon options: psfusion --help.")
final class ImportCommand implements Callable<Integer> {
    private static final List<DataType> STORED = List.of(DataType.FLOAT32, DataType.FLOAT16, DataType.BFLOAT16);

    private final Session session;

    @Parameters(paramLabel = "FILE", description = "the published weights, or the folder of several files")
    private Path file = Path.of("");

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "OUT",
            description = "the safetensors file to write")
    private Path output = Path.of("");

    @Option(names = "--allow-extra", description = "leave out tensors that the network does not know")
    private boolean allowExtra;

    @Option(
            names = "--dtype",
            paramLabel = "T",
            completionCandidates = Stored.class,
            description = "float32 (default), float16, bfloat16; float16 and bfloat16 for matrices only")
    private DataType storage = DataType.FLOAT32;

    @Option(names = "--overwrite", description = "replace an existing file")
    private boolean overwrite;

    /** The values of {@code --dtype}, for the completion of the shell. */
    static final class Stored implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return STORED.stream().map(type -> Choices.name(type)).iterator();
        }
    }

    ImportCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        if (!STORED.contains(storage)) {
            throw UserError.usage("--dtype " + Choices.name(storage) + ": expected float32, float16 or bfloat16.");
        }
        Outputs.refuseExisting(output, overwrite);
        WeightImport.Unexpected unexpected =
                allowExtra ? WeightImport.Unexpected.LEAVE_OUT : WeightImport.Unexpected.REFUSE;
        try (WeightFile weights = NetworkWeightFiles.open(file)) {
            Outputs.refuseInput(output, weights.files());
            NetworkSpec spec = NetworkSpecs.recognize(weights);
            try (Backend backend = SessionBackend.open(session);
                    WeightImport imported = WeightImport.load(spec, weights, unexpected, backend)) {
                session.cancellation().check();
                Outputs.write(output, overwrite, made -> imported.write(made, storage));
                print(imported.architecture().facts(), imported.report());
            }
        }
        return ExitCode.OK;
    }

    private void print(Map<String, Integer> facts, BindingReport fit) throws IOException {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("output", output.toString());
        json.putAll(facts);
        json.put("matched", fit.matched().size());
        json.put("leftOut", fit.unexpected());
        json.put("bytes", Files.size(output));
        json.put("type", Choices.name(storage));
        if (!fit.unexpected().isEmpty()) {
            session.console().info("left out: " + String.join(", ", fit.unexpected()));
        }
        StringBuilder text = new StringBuilder(Counted.of(fit.matched().size(), "tensor") + ", ");
        facts.forEach(
                (name, value) -> text.append(value).append(' ').append(name).append(", "));
        session.console()
                .outcome(
                        "wrote " + output + " (" + text + Choices.name(storage) + ", " + Files.size(output) + " bytes)",
                        json);
    }
}
