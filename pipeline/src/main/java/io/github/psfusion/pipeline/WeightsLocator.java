// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline;

import io.github.psfusion.networks.inference.NetworkSpec;
import io.github.psfusion.networks.inference.NetworkSpecs;
import io.github.psfusion.networks.inference.NetworkWeightFiles;
import io.github.psfusion.networks.inference.WeightPart;
import io.github.psfusion.weights.WeightFiles;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the weights of a method: those that are named, else those of the environment, else those of the user's folders, else those of
 * the installation. Nothing is downloaded.
 *
 * @param installation the folder of the installation, whose folder {@code models} holds weight files named after their methods
 * @param variable the value of {@code $PSFUSION_WEIGHTS}, which is for the method {@value #DEFAULT_METHOD}
 * @param folders those of {@code $PSFUSION_WEIGHTS_PATH}, in which weights are recognized by their keys
 */
public record WeightsLocator(Optional<Path> installation, Optional<Path> variable, List<Path> folders) {
    /** The method that is taken where none is named. */
    public static final String DEFAULT_METHOD = "psfusion";

    /** The environment variable that names the weights of {@value #DEFAULT_METHOD}. */
    public static final String VARIABLE = "PSFUSION_WEIGHTS";

    /** The environment variable that names folders with weights, separated as the paths of the system are. */
    public static final String FOLDERS = "PSFUSION_WEIGHTS_PATH";

    /** Copies the list. */
    public WeightsLocator {
        folders = List.copyOf(folders);
    }

    /**
     * Returns a search in the places that an environment names.
     *
     * @param installation the folder of the installation, if it is known
     * @param environment the variables of the process
     */
    public static WeightsLocator of(Optional<Path> installation, Map<String, String> environment) {
        Optional<Path> variable = Optional.of(environment.getOrDefault(VARIABLE, ""))
                .filter(value -> !value.isEmpty())
                .map(Path::of);
        List<Path> folders = Stream.of(
                        environment.getOrDefault(FOLDERS, "").split(Pattern.quote(File.pathSeparator), -1))
                .filter(folder -> !folder.isEmpty())
                .map(Path::of)
                .toList();
        return new WeightsLocator(installation, variable, folders);
    }

    /**
     * Returns the weight file of a method, or the folder of several files that make its weights.
     *
     * @param method key of the method
     * @param named the file or folder that the user names
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
        return inFolders(method)
                .or(() -> installation
                        .map(home -> home.resolve(installed(method)))
                        .filter(Files::isRegularFile))
                .orElseThrow(() -> new PipelineException(PipelineException.Reason.WEIGHTS, missing(method)));
    }

    private static Path installed(String method) {
        return Path.of("models", method + ".safetensors");
    }

    /** A folder named after the method comes before the folder that it lies in. */
    private Optional<Path> inFolders(String method) {
        Optional<NetworkSpec> spec = NetworkSpecs.find(method);
        if (spec.isEmpty()) {
            return Optional.empty();
        }
        return folders.stream()
                .flatMap(folder -> Stream.of(folder.resolve(method), folder))
                .filter(Files::isDirectory)
                .map(folder -> found(folder, spec.get()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Path> found(Path folder, NetworkSpec spec) {
        try {
            return NetworkWeightFiles.find(folder, spec);
        } catch (IOException e) {
            throw new PipelineException(
                    PipelineException.Reason.WEIGHTS,
                    folder + ": this folder of $" + FOLDERS + " cannot be read: " + e.getMessage() + ".");
        }
    }

    private String missing(String method) {
        String folder = "$" + FOLDERS
                + (folders.isEmpty()
                        ? " (unset)"
                        : " (" + folders.stream().map(Path::toString).collect(Collectors.joining(", ")) + ")");
        return "no weights for method " + method + ".\n"
                + NetworkSpecs.find(method)
                        .filter(spec -> !spec.weightSource().isEmpty())
                        .map(spec -> published(spec) + "\n")
                        .orElse("")
                + "Looked in: --weights, "
                + (method.equals(DEFAULT_METHOD) ? "$" + VARIABLE + " (unset), " : "")
                + folder + ", "
                + installed(method) + " of the installation"
                + installation.map(home -> " (" + home + ")").orElse(" (not started by its launcher)")
                + ".\n"
                + "Name a file with --weights, put it into a folder that $" + FOLDERS
                + " names, import one (psfusion help"
                + " weights import), or take a method without weights: --method laplacian.";
    }

    private static String published(NetworkSpec spec) {
        String files = spec.parts().stream().map(WeightPart::file).collect(Collectors.joining(" and "));
        return "They were published as " + files + ": " + spec.weightSource()
                + ". They are not part of this program, and nothing is downloaded.";
    }

    private static Path require(Path named, String origin) {
        if (!Files.exists(WeightFiles.resolve(named))) {
            throw new PipelineException(
                    PipelineException.Reason.WEIGHTS,
                    named + ": there is no such weight file" + origin
                            + ". Name a .safetensors or .pth file, or the index of a TensorFlow checkpoint.");
        }
        return named;
    }
}
