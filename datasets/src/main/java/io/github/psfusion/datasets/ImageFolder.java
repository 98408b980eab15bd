// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import io.github.psfusion.platform.NameKey;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The images of one folder by name, in natural order; other and hidden files are ignored. */
public final class ImageFolder {
    private static final System.Logger LOG = System.getLogger(ImageFolder.class.getName());

    private final Path folder;
    /** From {@link NameKey} to all files of that name: more than one is ambiguous. */
    private final Map<String, List<Path>> filesByKey;

    private ImageFolder(Path folder, Map<String, List<Path>> filesByKey) {
        this.folder = folder;
        this.filesByKey = filesByKey;
    }

    /**
     * Lists a folder.
     *
     * @throws DatasetException if it does not exist, is no folder or may not be read
     */
    public static ImageFolder list(Path folder) throws IOException {
        Map<String, List<Path>> filesByKey = new TreeMap<>(NaturalOrder.INSTANCE);
        for (Path entry : entries(folder)) {
            // A link that leads nowhere stays in the list, so that it is reported when it is read.
            if (ImageNames.isImage(ImageNames.of(entry)) && !Files.isDirectory(entry)) {
                filesByKey.computeIfAbsent(key(entry), key -> new ArrayList<>()).add(entry);
            }
        }
        filesByKey.values().forEach(files -> files.sort(Comparator.naturalOrder()));
        LOG.log(System.Logger.Level.DEBUG, () -> folder + ": listed, " + filesByKey.size() + " images");
        return new ImageFolder(folder, filesByKey);
    }

    /** Returns the name of an image without folder and extension. */
    public static String name(Path file) {
        return ImageNames.withoutExtension(ImageNames.of(file));
    }

    private static String key(Path file) {
        return NameKey.of(name(file));
    }

    /**
     * Returns under which key an image is listed.
     *
     * @param name the image's name without folder and extension, as {@link PairFiles#name} has it
     * @return what is compared of names: upper and lower case are alike, letters with accents composed
     */
    public static String key(String name) {
        return NameKey.of(name);
    }

    /** Returns everything in a folder, in no particular order. */
    static List<Path> entries(Path folder) throws IOException {
        requireFolder(folder);
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(entries::add);
        } catch (AccessDeniedException e) {
            throw new DatasetException(folder + ": the folder may not be read. Change its permissions.", e);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return entries;
    }

    static void requireFolder(Path folder) throws DatasetException {
        if (!Files.exists(folder)) {
            throw new DatasetException(folder + ": there is no such folder. Check the path.");
        }
        if (!Files.isDirectory(folder)) {
            throw new DatasetException(folder + ": this is a file, but a folder of images is expected.");
        }
    }

    /**
     * Returns the image of each key, in natural order.
     *
     * @return files by what {@link #key(String)} makes of their names
     * @throws DatasetException listing the files that differ only in extension or in upper and lower case
     */
    public Map<String, Path> unambiguous() throws DatasetException {
        List<List<Path>> ambiguous = ambiguousFiles();
        if (!ambiguous.isEmpty()) {
            throw new DatasetException(
                    folder + ": the names of " + ambiguous.size() + " images are ambiguous: "
                            + ImageNames.some(ambiguous.stream()
                                    .map(files -> "(" + ImageNames.someOf(files) + ")")
                                    .toList())
                            + ". Names must differ in more than extension and upper or lower case; rename or remove the duplicates.");
        }
        return firstOfEach();
    }

    /** Returns the files, two or more each, whose names are ambiguous. */
    List<List<Path>> ambiguousFiles() {
        return filesByKey.values().stream().filter(files -> files.size() > 1).toList();
    }

    /** Returns one image of each key, the first of ambiguous ones. */
    Map<String, Path> firstOfEach() {
        Map<String, Path> files = new LinkedHashMap<>();
        filesByKey.forEach((key, sameName) -> files.put(key, sameName.get(0)));
        return Collections.unmodifiableMap(files);
    }

    /** Returns all images, ambiguous ones too. */
    List<Path> all() {
        return filesByKey.values().stream().flatMap(List::stream).toList();
    }

    Optional<Path> first(String key) {
        return Optional.ofNullable(filesByKey.get(key)).map(files -> files.get(0));
    }

    int size() {
        return filesByKey.size();
    }

    Path path() {
        return folder;
    }
}
