// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import io.github.psfusion.imaging.codec.ImageFiles;
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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The images of one folder by name, in natural order. A file is an image by its extension, or by its content where the
 * extension is not that of an image, such as {@code .RJPG}. Hidden files and files of other kinds are ignored; images of
 * formats that are not read are counted.
 */
public final class ImageFolder {
    private static final System.Logger LOG = System.getLogger(ImageFolder.class.getName());

    /** Extensions of images that are not read, many of which have no first bytes of their own. */
    private static final Set<String> FOREIGN_EXTENSIONS = Set.of(
            "webp", "gif", "jp2", "j2k", "jxl", "heic", "heif", "avif", "ppm", "pgm", "pnm", "exr", "dng", "nef", "cr2",
            "cr3", "arw", "raw", "seq", "csq", "fff", "npy", "mat", "fits", "dcm", "tga", "yuv");

    private final Path folder;
    /** From {@link NameKey} to all files of that name: more than one is ambiguous. */
    private final Map<String, List<Path>> filesByKey;

    private final List<Path> foreign;
    private final List<Path> subfolders;

    private ImageFolder(Path folder, Map<String, List<Path>> filesByKey, List<Path> foreign, List<Path> subfolders) {
        this.folder = folder;
        this.filesByKey = filesByKey;
        this.foreign = foreign;
        this.subfolders = subfolders;
    }

    /**
     * Lists a folder.
     *
     * @throws DatasetException if it does not exist, is no folder or may not be read
     */
    public static ImageFolder list(Path folder) throws IOException {
        Map<String, List<Path>> filesByKey = new TreeMap<>(NaturalOrder.INSTANCE);
        List<Path> foreign = new ArrayList<>();
        List<Path> subfolders = new ArrayList<>();
        for (Path entry : entries(folder)) {
            String name = ImageNames.of(entry);
            if (name.startsWith(".")) {
                continue;
            }
            if (Files.isDirectory(entry)) {
                subfolders.add(entry);
            } else if (ImageNames.isImage(name) || ImageFiles.format(entry).isPresent()) {
                // A link that leads nowhere stays in the list, so that it is reported when it is read.
                filesByKey.computeIfAbsent(key(entry), key -> new ArrayList<>()).add(entry);
            } else if (isForeignImage(entry)) {
                foreign.add(entry);
            }
        }
        foreign.sort(ImageNames.ORDER);
        subfolders.sort(ImageNames.ORDER);
        filesByKey.values().forEach(files -> files.sort(Comparator.naturalOrder()));
        LOG.log(System.Logger.Level.DEBUG, () -> folder + ": listed, " + filesByKey.size() + " images");
        return new ImageFolder(folder, filesByKey, foreign, subfolders);
    }

    /** Returns the name of an image without folder and extension. */
    public static String name(Path file) {
        return ImageNames.stem(file);
    }

    private static boolean isForeignImage(Path file) {
        String name = ImageNames.of(file).toLowerCase(Locale.ROOT);
        return FOREIGN_EXTENSIONS.contains(name.substring(name.lastIndexOf('.') + 1))
                || ImageFiles.foreignFormat(file)
                        .filter(format -> format.endsWith(" image"))
                        .isPresent();
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

    /** Returns whether there is no image, not counting those of subfolders. */
    public boolean isEmpty() {
        return filesByKey.isEmpty();
    }

    /** Returns the folders in the folder, in natural order. */
    public List<Path> subfolders() {
        return List.copyOf(subfolders);
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

    /** Returns files that are images of a kind that is not read. */
    List<Path> foreign() {
        return foreign;
    }

    /** Returns a message that there is no image, with what there is instead. */
    String emptyMessage() {
        StringBuilder message =
                new StringBuilder("the folder holds no images. Expected are PNG, JPEG, BMP or TIFF files");
        if (!foreign.isEmpty()) {
            message.append(", but there are ")
                    .append(foreign.size())
                    .append(" of other formats (")
                    .append(ImageNames.someOf(foreign))
                    .append("). Convert them to PNG or TIFF");
        }
        if (!subfolders.isEmpty()) {
            message.append(". It holds the folders ")
                    .append(ImageNames.someOf(subfolders))
                    .append(": images must lie in the folder itself");
        }
        return message.append('.').toString();
    }

    Path path() {
        return folder;
    }
}
