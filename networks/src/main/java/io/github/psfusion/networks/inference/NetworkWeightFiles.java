// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.inference;

import io.github.psfusion.networks.StateDictNames;
import io.github.psfusion.weights.JoinedWeightFile;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFiles;
import io.github.psfusion.weights.WeightFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Opens the weights of networks that were published in several files, as one file. A folder that holds them is named, or one of them,
 * if the others lie beside it. Which file holds what is recognized by its keys, not by its name.
 */
public final class NetworkWeightFiles {
    private static final Set<String> SUFFIXES = Set.of("safetensors", "pth", "pt", "pkl", "model");

    private NetworkWeightFiles() {}

    /**
     * Opens the weights of whichever network they are of.
     *
     * @param path a file or a folder
     * @throws WeightFormatException if a file is damaged, or a folder holds no network, several, or one that is not whole
     */
    public static WeightFile open(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            List<NetworkSpec> found = new ArrayList<>();
            for (NetworkSpec spec : NetworkSpecs.all()) {
                if (find(path, spec).isPresent()) {
                    found.add(spec);
                }
            }
            if (found.size() != 1) {
                throw new WeightFormatException(
                        path,
                        found.isEmpty()
                                ? "no file in this folder holds weights of a network that is known here"
                                : "this folder holds weights of several networks: " + names(found)
                                        + ". Name a file, or a folder that holds one network");
            }
            return open(path, found.get(0));
        }
        WeightFile file = WeightFiles.open(path);
        StateDictNames names = new StateDictNames(file);
        Optional<NetworkSpec> whole = NetworkSpecs.all().stream()
                .filter(spec ->
                        spec.parts().stream().anyMatch(part -> part.keys().matches(names)))
                .findFirst();
        return whole.isPresent() ? completed(file, whole.get()) : file;
    }

    /**
     * Opens the weights of a network.
     *
     * @param path a file or a folder
     * @throws WeightFormatException if a file is damaged, or files are missing or ambiguous
     */
    public static WeightFile open(Path path, NetworkSpec spec) throws IOException {
        return Files.isDirectory(path) ? joined(path, spec, List.of()) : completed(WeightFiles.open(path), spec);
    }

    /**
     * Looks for the weights of a network in a folder.
     *
     * @return what can be opened: the one file that holds them all, else the folder; empty if no file holds any
     */
    public static Optional<Path> find(Path folder, NetworkSpec spec) throws IOException {
        Set<Path> found = new LinkedHashSet<>();
        for (WeightPart part : spec.parts()) {
            found.addAll(holding(folder, part));
        }
        if (found.isEmpty()) {
            return Optional.empty();
        }
        List<Path> chosen = spec.parts().size() == 1
                ? preferred(List.copyOf(found), spec, spec.parts().get(0))
                : List.of();
        return Optional.of(chosen.size() == 1 ? chosen.get(0) : folder);
    }

    /** Returns the file itself if it is whole or of another network, else it and the files beside it that hold the rest. */
    private static WeightFile completed(WeightFile file, NetworkSpec spec) throws IOException {
        StateDictNames names = new StateDictNames(file);
        List<WeightPart> held =
                spec.parts().stream().filter(part -> part.keys().matches(names)).toList();
        if (held.isEmpty() || held.size() == spec.parts().size()) {
            return file;
        }
        file.close();
        Path folder = file.path().toAbsolutePath().getParent();
        return joined(folder == null ? Path.of(".") : folder, spec, List.of(file.path()));
    }

    /** Opens one file for each part: a file that is given, else the one of the folder. */
    private static WeightFile joined(Path folder, NetworkSpec spec, List<Path> given) throws IOException {
        Set<Path> files = new LinkedHashSet<>();
        for (WeightPart part : spec.parts()) {
            List<Path> holding = new ArrayList<>();
            for (Path file : given) {
                if (holds(file, part)) {
                    holding.add(file);
                }
            }
            files.add(one(holding.isEmpty() ? holding(folder, part) : holding, folder, spec, part));
        }
        List<WeightFile> opened = new ArrayList<>();
        try {
            for (Path file : files) {
                opened.add(WeightFiles.open(file));
            }
            return opened.size() == 1 ? opened.get(0) : JoinedWeightFile.of(folder, opened);
        } catch (IOException e) {
            for (WeightFile file : opened) {
                file.close();
            }
            throw e;
        }
    }

    private static Path one(List<Path> files, Path folder, NetworkSpec spec, WeightPart part)
            throws WeightFormatException {
        List<Path> chosen = preferred(files, spec, part);
        String what = spec.parts().size() == 1 ? spec.name() : part.title() + " of " + spec.name();
        if (chosen.isEmpty()) {
            throw new WeightFormatException(
                    folder,
                    "no file in this folder holds the " + what + ", published as " + part.file() + " ("
                            + spec.weightSource() + "). Put it there");
        }
        if (chosen.size() > 1) {
            throw new WeightFormatException(
                    folder,
                    "several files in this folder hold the " + what + ": "
                            + chosen.stream()
                                    .map(file -> String.valueOf(file.getFileName()))
                                    .collect(Collectors.joining(", "))
                            + ". Name one of them, or a folder that holds one");
        }
        return chosen.get(0);
    }

    /** Returns of several files the one with the published name, if there is one. */
    private static List<Path> preferred(List<Path> files, NetworkSpec spec, WeightPart part) {
        return Stream.of(spec.key() + ".safetensors", part.file())
                .map(name -> files.stream().filter(file -> file.endsWith(name)).toList())
                .filter(named -> !named.isEmpty())
                .findFirst()
                .orElse(files);
    }

    private static List<Path> holding(Path folder, WeightPart part) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(NetworkWeightFiles::isCandidate).sorted().toList();
        }
        List<Path> holding = new ArrayList<>();
        for (Path file : files) {
            if (holds(file, part)) {
                holding.add(file);
            }
        }
        return holding;
    }

    private static boolean isCandidate(Path file) {
        String name = String.valueOf(file.getFileName());
        return SUFFIXES.contains(name.substring(name.lastIndexOf('.') + 1)) && Files.isRegularFile(file);
    }

    /** A damaged file holds nothing. */
    private static boolean holds(Path file, WeightPart part) throws IOException {
        try (WeightFile opened = WeightFiles.open(file)) {
            return part.keys().matches(new StateDictNames(opened));
        } catch (WeightFormatException e) {
            return false;
        }
    }

    private static String names(List<NetworkSpec> specs) {
        return specs.stream().map(NetworkSpec::name).collect(Collectors.joining(", "));
    }
}
