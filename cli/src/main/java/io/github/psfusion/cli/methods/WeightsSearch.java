// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.methods;

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

/** Finds the weights of a method: those that the user names, else those of the installation. */
public final class WeightsSearch {
    /** The method that {@code $PSFUSION_WEIGHTS} is for, and that {@code fuse} takes by itself. */
    public static final String PSFUSION = "psfusion";

    private static final String VARIABLE = "PSFUSION_WEIGHTS";

    private WeightsSearch() {}

    /**
     * Returns the weight file of a method.
     *
     * @param method key of the method
     * @param named the value of {@code --weights}, which may come from the environment or a configuration
     * @throws UserError if there is none
     */
    public static Path find(Session session, String method, @Nullable Path named) {
        String variable = method.equals(PSFUSION) ? session.environment().getOrDefault(VARIABLE, "") : "";
        if (named != null) {
            return require(named, named.toString().equals(variable) ? " ($" + VARIABLE + ")" : "");
        }
        if (!variable.isEmpty()) {
            return require(Path.of(variable), " ($" + VARIABLE + ")");
        }
        return bundled(session, method)
                .orElseThrow(() -> UserError.weights("no weights for method " + method + ".\n"
                        + "Looked in: --weights, "
                        + (method.equals(PSFUSION) ? "$" + VARIABLE + " (unset), " : "")
                        + file(method) + " of the installation"
                        + session.home().map(home -> " (" + home + ")").orElse(" (not started by its launcher)") + ".\n"
                        + "Name a file with --weights, import one (psfusion help weights import), or take a method"
                        + " without weights: --method laplacian."));
    }

    private static Path require(Path named, String origin) {
        if (!Files.isRegularFile(named)) {
            throw UserError.weights(named + ": there is no such weight file" + origin
                    + ". Name a .safetensors or .pth file with --weights.");
        }
        return named;
    }

    /**
     * Looks whether a file holds weights of PSFusion; without the engine, which takes a second to load.
     *
     * @throws io.github.psfusion.weights.WeightFormatException if it does not
     */
    static void requirePsFusion(Path file) throws IOException {
        try (WeightFile weights = WeightFiles.open(file)) {
            var unused = PsFusionWeights.classes(weights);
        }
    }

    /** Returns the weights of the installation for a method, if they are there. */
    static Optional<Path> bundled(Session session, String method) {
        return session.home().map(home -> home.resolve(file(method))).filter(Files::isRegularFile);
    }

    private static Path file(String method) {
        return Path.of("models", method + ".safetensors");
    }
}
