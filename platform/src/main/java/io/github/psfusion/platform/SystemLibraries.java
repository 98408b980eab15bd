// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.platform;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds shared libraries of Linux where the dynamic linker looks for them, without loading any: in {@code LD_LIBRARY_PATH}, in the
 * folders of {@code /etc/ld.so.conf}, in the usual ones, and where NVIDIA's installers put CUDA.
 *
 * @param folders in the order in which they are searched
 */
public record SystemLibraries(List<Path> folders) {
    private static final List<String> USUAL = List.of(
            "lib/x86_64-linux-gnu",
            "usr/lib/x86_64-linux-gnu",
            "lib64",
            "usr/lib64",
            "lib",
            "usr/lib",
            "usr/lib/wsl/lib");

    private static final List<String> CUDA = List.of(
            "usr/local/cuda/lib64", "usr/local/cuda/extras/CUPTI/lib64", "usr/local/cuda/targets/x86_64-linux/lib");

    private static final String INCLUDE = "include ";

    /** Copies the list. */
    public SystemLibraries {
        folders = List.copyOf(folders);
    }

    /** Returns the search of this machine. */
    public static SystemLibraries local() {
        return of(Path.of("/"), System.getenv());
    }

    /**
     * Returns the search of a machine.
     *
     * @param root the root of its file system
     * @param environment the variables of a process
     */
    public static SystemLibraries of(Path root, Map<String, String> environment) {
        Set<Path> folders = new LinkedHashSet<>();
        for (String folder : environment.getOrDefault("LD_LIBRARY_PATH", "").split(File.pathSeparator, -1)) {
            if (!folder.isEmpty()) {
                folders.add(Path.of(folder));
            }
        }
        addConfigured(root, root.resolve("etc/ld.so.conf"), folders);
        USUAL.forEach(folder -> folders.add(root.resolve(folder)));
        CUDA.forEach(folder -> folders.add(root.resolve(folder)));
        return new SystemLibraries(List.copyOf(folders));
    }

    /** Returns the file of a library. */
    public Optional<Path> find(String name) {
        return folders.stream()
                .map(folder -> folder.resolve(name))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private static void addConfigured(Path root, Path file, Set<Path> folders) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            return; // a system without this file has the usual folders
        }
        for (String line : lines) {
            String text = line.strip();
            if (text.indexOf('\0') >= 0) {
                return; // not a file of text
            }
            if (text.startsWith(INCLUDE)) {
                for (Path included :
                        matching(root, text.substring(INCLUDE.length()).strip())) {
                    addConfigured(root, included, folders);
                }
            } else if (text.startsWith("/")) {
                folders.add(root.resolve(text.substring(1)));
            }
        }
    }

    private static List<Path> matching(Path root, String pattern) {
        Path path = root.resolve(pattern.startsWith("/") ? pattern.substring(1) : "etc/" + pattern);
        Path folder = path.getParent();
        Path name = path.getFileName();
        List<Path> found = new ArrayList<>();
        if (folder == null || name == null) {
            return found;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, name.toString())) {
            files.forEach(found::add);
        } catch (IOException | DirectoryIteratorException e) {
            return found;
        }
        found.sort(null);
        return found;
    }
}
