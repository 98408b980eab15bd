// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds the weights of a method: those that are named, else those of the environment, else those of the installation.
 *
 * @param installation the folder of the installation, whose folder {@code models} holds weight files named after their methods
 * @param variable the value of {@code $PSFUSION_WEIGHTS}, which is for the method {@value #DEFAULT_METHOD}
 */
public record WeightsLocator(Optional<Path> installation, Optional<Path> variable) {
    /** The method that is taken where none is named. */
    public static final String DEFAULT_METHOD = "psfusion";

    /** The environment variable that names the weights of {@value #DEFAULT_METHOD}. */
    public static final String VARIABLE = "PSFUSION_WEIGHTS";

    /**
     * Returns the weight file of a method.
     *
     * @param method key of the method
     * @param named the file that the user names
     * @throws PipelineException if there is none
     */
    public Path find(String method, Optional<Path> named) {
        Optional<Path> ofEnvironment = method.equals(DEFAULT_METHOD) ? variable : Optional.empty();
        if (named.isPresent()) {
            return require(named.get(), named.equals(ofEnvironment) ? " ($" + VARIABLE + ")" : "");
        }
        if (ofEnvironment.isPresent()) {
            return require(ofEnvironment.get(), " ($" + VARIABLE + ")");
        }
        Path file = Path.of("models", method + ".safetensors");
        return installation
                .map(home -> home.resolve(file))
                .filter(Files::isRegularFile)
                .orElseThrow(() -> new PipelineException(
                        PipelineException.Reason.WEIGHTS,
                        "no weights for method " + method + ".\n"
                                + "Looked in: --weights, "
                                + (method.equals(DEFAULT_METHOD) ? "$" + VARIABLE + " (unset), " : "")
                                + file + " of the installation"
                                + installation.map(home -> " (" + home + ")").orElse(" (not started by its launcher)")
                                + ".\n"
                                + "Name a file with --weights, import one (psfusion help weights import), or take a"
                                + " method without weights: --method laplacian."));
    }

    private static Path require(Path named, String origin) {
        if (!Files.isRegularFile(named)) {
            throw new PipelineException(
                    PipelineException.Reason.WEIGHTS,
                    named + ": there is no such weight file" + origin + ". Name a .safetensors or .pth file.");
        }
        return named;
    }
}
