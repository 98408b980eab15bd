// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.weights;

import io.github.psfusion.cli.console.Choices;
import io.github.psfusion.cli.console.Engine;
import io.github.psfusion.cli.console.ExitStatus;
import io.github.psfusion.cli.console.Outputs;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.networks.BindingReport;
import io.github.psfusion.networks.StateDictLoader;
import io.github.psfusion.networks.psfusion.PsFusionNetwork;
import io.github.psfusion.networks.psfusion.PsFusionWeights;
import io.github.psfusion.platform.Sha256;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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
            "Read published weights of PSFusion (.pth in its new or old form, or .safetensors), check them against the"
                    + " network, and write them as safetensors with their origin.%n",
            "Nothing in the file is executed. Matched, missing and unexpected names and wrong shapes are told together.%n",
            "Example:",
            "  psfusion weights import PSFusion.pth -o models/published.safetensors%n"
        },
        footer = "%nCommon options: psfusion --help.")
final class ImportCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "FILE", description = "the published weights")
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
            description = "float32 (default), float16, bfloat16; float16 and bfloat16 for matrices only")
    private Storage storage = Storage.FLOAT32;

    @Option(names = "--overwrite", description = "replace an existing file")
    private boolean overwrite;

    ImportCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        Outputs.refuseExisting(output, overwrite);
        try (WeightFile weights = WeightFiles.open(file);
                PsFusionNetwork network = new PsFusionNetwork(PsFusionWeights.classes(weights));
                Backend backend = Engine.open(session)) {
            BindingReport report = load(network, weights, backend);
            Map<String, String> provenance = new LinkedHashMap<>(weights.metadata());
            provenance.put("source", String.valueOf(file.getFileName()));
            provenance.put("source_format", weights.format());
            provenance.put("source_sha256", Sha256.of(file));
            session.cancellation().check();
            Outputs.write(output, () -> PsFusionWeights.write(output, network, storage.type(), provenance));
            tell(network.classes(), report);
        }
        return ExitStatus.OK;
    }

    private BindingReport load(PsFusionNetwork network, WeightFile weights, Backend backend) throws IOException {
        BindingReport fit = StateDictLoader.compare(network.parameters(), weights);
        if (allowExtra && fit.missing().isEmpty() && fit.shapeMismatch().isEmpty()) {
            return StateDictLoader.loadMatching(network.parameters(), weights, backend);
        }
        StateDictLoader.load(network.parameters(), weights, backend);
        return fit;
    }

    private void tell(int classes, BindingReport fit) throws IOException {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("output", output.toString());
        json.put("classes", classes);
        json.put("matched", fit.matched().size());
        json.put("leftOut", fit.unexpected());
        json.put("bytes", Files.size(output));
        json.put("type", Choices.name(storage));
        if (!fit.unexpected().isEmpty()) {
            session.console().say("left out: " + String.join(", ", fit.unexpected()));
        }
        session.console()
                .outcome(
                        "wrote " + output + " (" + fit.matched().size() + " tensors, " + classes + " classes, "
                                + Choices.name(storage) + ", " + Files.size(output) + " bytes)",
                        json);
    }
}
