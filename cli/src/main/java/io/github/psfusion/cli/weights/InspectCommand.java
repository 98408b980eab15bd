// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.weights;

import io.github.psfusion.cli.console.ExitCode;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.networks.BindingReport;
import io.github.psfusion.networks.inference.NetworkSpec;
import io.github.psfusion.networks.inference.NetworkSpecs;
import io.github.psfusion.networks.inference.NetworkWeightFiles;
import io.github.psfusion.networks.inference.NetworkWeights;
import io.github.psfusion.pipeline.WeightListing;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightInspection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists what a weight file holds, without loading it into a network or loading the backend. */
@Command(
        name = "inspect",
        header = "list what a weight file holds",
        customSynopsis = "psfusion weights inspect FILE [OPTIONS]",
        description = {
            "List the tensors of a weight file, their values, its digest and origin.%n",
            "Nothing in the file is executed: a pickle that would call anything but the building of tensors is refused"
                    + " with exit code 4 and the name of the call.%n",
            "Examples:",
            "  psfusion weights inspect models/psfusion.safetensors",
            "  psfusion weights inspect model.pth --against psfusion%n"
        },
        footer = "%nCommon options: psfusion --help.")
final class InspectCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(
            paramLabel = "FILE",
            description = "a .safetensors or .pth file, a TensorFlow checkpoint (.index), or the folder of several")
    private Path file = Path.of("");

    @Option(names = "--statistics", description = "also mean and deviation of each tensor")
    private boolean statistics;

    @Option(
            names = "--against",
            paramLabel = "NETWORK",
            description = "what is missing, unexpected or of another shape for this network, such as psfusion")
    private @Nullable String against;

    InspectCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        Optional<NetworkSpec> network = Optional.ofNullable(against).map(InspectCommand::network);
        try (WeightFile weights = NetworkWeightFiles.open(file)) {
            Optional<BindingReport> fit =
                    network.isEmpty() ? Optional.empty() : Optional.of(NetworkWeights.compare(network.get(), weights));
            WeightInspection inspection = WeightInspection.of(weights, session.cancellation()::check);
            WeightListing listing = new WeightListing(inspection, statistics, String.valueOf(against), fit);
            session.console().result(listing.asTable(), listing.asJson());
        }
        return ExitCode.OK;
    }

    private static NetworkSpec network(String key) {
        return NetworkSpecs.find(key)
                .orElseThrow(() -> UserError.usage("--against " + key + ": expected "
                        + NetworkSpecs.all().stream().map(NetworkSpec::key).collect(Collectors.joining(", ")) + "."));
    }
}
