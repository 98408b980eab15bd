// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.weights;

import io.github.psfusion.cli.console.ExitStatus;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.networks.BindingReport;
import io.github.psfusion.networks.StateDictLoader;
import io.github.psfusion.networks.psfusion.PsFusionNetwork;
import io.github.psfusion.networks.psfusion.PsFusionWeights;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists what a weight file holds, without loading it into a network or starting the engine. */
@Command(
        name = "inspect",
        header = "list what a weight file holds",
        customSynopsis = "psfusion weights inspect FILE [OPTIONS]",
        description = {
            "List the tensors of a weight file, their values, its digest and origin.%n",
            "Nothing in the file is executed: a pickle that would call anything but the building of tensors is refused"
                    + " with status 4 and the name of the call.%n",
            "Examples:",
            "  psfusion weights inspect models/psfusion.safetensors",
            "  psfusion weights inspect model.pth --against psfusion%n"
        },
        footer = "%nCommon options: psfusion --help.")
final class InspectCommand implements Callable<Integer> {
    private static final String NETWORK = "psfusion";

    private final Session session;

    @Parameters(paramLabel = "FILE", description = "a .safetensors or .pth file")
    private Path file = Path.of("");

    @Option(names = "--statistics", description = "also mean and deviation of each tensor")
    private boolean statistics;

    @Option(
            names = "--against",
            paramLabel = "NETWORK",
            description = "what is missing, superfluous or of another shape for this network: psfusion")
    private @Nullable String against;

    InspectCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        if (against != null && !against.equals(NETWORK)) {
            throw UserError.usage("--against " + against + ": expected " + NETWORK + ".");
        }
        try (WeightFile weights = WeightFiles.open(file)) {
            Optional<BindingReport> fit = against == null ? Optional.empty() : Optional.of(compare(weights));
            WeightListing listing = WeightListing.of(weights, session.cancellation());
            session.console().result(listing.asTable(statistics, fit), listing.asJson(statistics, fit));
        }
        return ExitStatus.OK;
    }

    private static BindingReport compare(WeightFile weights) throws IOException {
        try (PsFusionNetwork network = new PsFusionNetwork(PsFusionWeights.classes(weights))) {
            return StateDictLoader.compare(network.parameters(), weights);
        }
    }
}
