// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.fuse;

import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.networks.psfusion.PsFusionWeights;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the weights: those that the user names, else those of the installation. */
public final class WeightsSearch {
    private static final String VARIABLE = "PSFUSION_WEIGHTS";
    private static final Path BUNDLED = Path.of("models", "psfusion.safetensors");

    private WeightsSearch() {}

    /**
     * Returns the weight file.
     *
     * @param named the value of {@code --weights}, which may come from the environment or a configuration
     * @throws UserError if there is none
     */
    public static Path find(Session session, @Nullable Path named) {
        if (named != null) {
            if (!Files.isRegularFile(named)) {
                throw UserError.weights(named + ": there is no such weight file"
                        + (named.toString().equals(session.environment().get(VARIABLE)) ? " ($" + VARIABLE + ")" : "")
                        + ". Name a .safetensors or .pth file with --weights.");
            }
            return named;
        }
        return bundled(session)
                .orElseThrow(() -> UserError.weights("no weights for the network.\n"
                        + "Looked in: --weights, $" + VARIABLE + " (unset), " + BUNDLED + " of the installation"
                        + session.home().map(home -> " (" + home + ")").orElse(" (not started by its launcher)") + ".\n"
                        + "Name a file with --weights, or import one: psfusion help weights import."));
    }

    /**
     * Looks whether a file holds weights of PSFusion.
     *
     * @throws io.github.psfusion.weights.WeightFormatException if it does not
     */
    static void requireOurs(Path file) throws IOException {
        try (WeightFile weights = WeightFiles.open(file)) {
            var unused = PsFusionWeights.classes(weights);
        }
    }

    /** Returns the weights of the installation, if they are there. */
    public static Optional<Path> bundled(Session session) {
        return session.home().map(home -> home.resolve(BUNDLED)).filter(Files::isRegularFile);
    }
}
