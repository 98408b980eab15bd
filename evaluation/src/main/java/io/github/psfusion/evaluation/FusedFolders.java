// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import io.github.psfusion.datasets.DatasetException;
import io.github.psfusion.datasets.ImageFolder;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Folders of fused images, as users name them. */
public final class FusedFolders {
    private FusedFolders() {}

    /**
     * Returns the folders that hold images. A folder without images stands for its folders that have some, a folder per method; a
     * name with commas that does not exist stands for its parts where all of them do.
     *
     * @param sources folders of source images, as real paths, which are no methods
     * @return each folder once, in the order of the names; a folder that does not exist, or has no images anywhere, is among them
     * @throws DatasetException if a folder may not be read
     */
    public static List<Path> expand(List<Path> named, Set<Path> sources) throws IOException {
        Set<Path> folders = new LinkedHashSet<>();
        for (Path name : named) {
            for (Path folder : parts(name)) {
                List<Path> methods = new ArrayList<>();
                for (Path method : hasFolders(folder) ? methods(folder) : List.<Path>of()) {
                    if (!sources.contains(method.toRealPath())) {
                        methods.add(method);
                    }
                }
                folders.addAll(methods.isEmpty() ? List.of(folder) : methods);
            }
        }
        return List.copyOf(folders);
    }

    /** Most folders of images have none, and need not be listed twice. */
    private static boolean hasFolders(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(folder, Files::isDirectory)) {
            return folders.iterator().hasNext();
        } catch (AccessDeniedException e) {
            throw new DatasetException(folder + ": the folder may not be read. Change its permissions.", e);
        }
    }

    private static List<Path> parts(Path name) {
        List<Path> parts = Stream.of(name.toString().split(",", -1))
                .filter(part -> !part.isBlank())
                .map(Path::of)
                .toList();
        boolean list = parts.size() > 1 && !Files.exists(name) && parts.stream().allMatch(Files::isDirectory);
        return list ? parts : List.of(name);
    }

    /** Returns the folders of a folder that hold images; none if it has images itself. */
    static List<Path> methods(Path folder) throws IOException {
        ImageFolder listed = ImageFolder.list(folder);
        if (!listed.isEmpty()) {
            return List.of();
        }
        List<Path> methods = new ArrayList<>();
        for (Path subfolder : listed.subfolders()) {
            if (!ImageFolder.list(subfolder).isEmpty()) {
                methods.add(subfolder);
            }
        }
        return methods;
    }
}
