// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.platform.Counted;
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
import java.util.Objects;
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

    private final NameRule rule;
    private final List<Path> foreign;
    private final List<Path> unmatched;
    private final List<Path> subfolders;

    private ImageFolder(Path folder, NameRule rule, Listing listing) {
        this.folder = folder;
        this.rule = rule;
        this.filesByKey = listing.filesByKey;
        this.foreign = listing.foreign;
        this.unmatched = listing.unmatched;
        this.subfolders = listing.subfolders;
    }

    /** What is found while a folder, and those below it, are listed. */
    private static final class Listing {
        final Map<String, List<Path>> filesByKey = new TreeMap<>(NaturalOrder.INSTANCE);
        final List<Path> foreign = new ArrayList<>();
        final List<Path> unmatched = new ArrayList<>();
        final List<Path> subfolders = new ArrayList<>();
    }

    /**
     * Lists a folder.
     *
     * @throws DatasetException if it does not exist, is no folder or may not be read
     */
    public static ImageFolder list(Path folder) throws IOException {
        return list(folder, NameRule.FILE_NAME);
    }

    /**
     * Lists the images of a folder, and of those below it as far as the rule descends.
     *
     * @param rule shows which image belongs to which pair; images without a key are not listed
     * @throws DatasetException if it does not exist, is no folder or may not be read
     */
    public static ImageFolder list(Path folder, NameRule rule) throws IOException {
        Listing listing = new Listing();
        list(folder, folder, rule, listing);
        listing.foreign.sort(ImageNames.ORDER);
        listing.unmatched.sort(ImageNames.ORDER);
        listing.subfolders.sort(ImageNames.ORDER);
        listing.filesByKey.values().forEach(files -> files.sort(Comparator.naturalOrder()));
        LOG.log(System.Logger.Level.DEBUG, () -> folder + ": listed, " + listing.filesByKey.size() + " images");
        return new ImageFolder(folder, rule, listing);
    }

    /**
     * Lists the images of a folder, or those that a pattern such as {@code out/{name}_fused.png} names.
     *
     * @param place a folder, or a path with one word in braces for the name of the pair
     * @throws DatasetException if there is no such folder, or the pattern cannot be read
     */
    public static ImageFolder listPlace(Path place) throws IOException {
        if (!isPattern(place)) {
            return list(place);
        }
        Path folder = folderOf(place);
        Path pattern = folder.relativize(place.toAbsolutePath());
        try {
            return list(folder, NamePattern.parse(pattern.toString()));
        } catch (IllegalArgumentException e) {
            throw new DatasetException(place + ": " + e.getMessage() + ".", e);
        }
    }

    /** Returns whether a path is a pattern of names. */
    public static boolean isPattern(Path place) {
        return place.toString().contains("{");
    }

    /** Returns the folder in which a pattern begins. */
    public static Path folderOf(Path pattern) {
        Path folder = pattern.toAbsolutePath();
        while (isPattern(folder)) {
            folder = Objects.requireNonNull(folder.getParent(), "a root has no pattern");
        }
        return folder;
    }

    private static void list(Path root, Path folder, NameRule rule, Listing listing) throws IOException {
        for (Path entry : entries(folder)) {
            String name = ImageNames.of(entry);
            if (name.startsWith(".")) {
                continue;
            }
            Path relative = root.relativize(entry);
            if (Files.isDirectory(entry)) {
                if (rule.descends(relative)) {
                    list(root, entry, rule, listing);
                } else {
                    listing.subfolders.add(entry);
                }
            } else if (ImageNames.isImage(name) || ImageFiles.format(entry).isPresent()) {
                // A link that leads nowhere stays in the list, so that it is reported when it is read.
                Optional<String> key = rule.key(relative);
                if (key.isPresent()) {
                    listing.filesByKey
                            .computeIfAbsent(key.get(), absent -> new ArrayList<>())
                            .add(entry);
                } else {
                    listing.unmatched.add(entry);
                }
            } else if (isForeignImage(entry)) {
                listing.foreign.add(entry);
            }
        }
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
            throw new DatasetException(folder + ": ambiguous names of " + Counted.of(ambiguous.size(), "image") + ": "
                    + ImageNames.some(ambiguous.stream()
                            .map(files -> "(" + ImageNames.someOf(files) + ")")
                            .toList())
                    + (rule == NameRule.FILE_NAME
                            ? ". Names must differ in more than extension and upper or lower case; rename or"
                                    + " remove the duplicates."
                            : ". By " + rule.text() + " these belong to one pair; choose another rule of names,"
                                    + " or name the pairs in a table (--pair-table)."));
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

    /** Returns the name of the pair to which an infrared image of this folder belongs. */
    String pairName(Path image) {
        return rule.name(folder.relativize(image));
    }

    /** Returns images that belong to no pair by the rule, where that is worth a message. */
    List<Path> unmatched() {
        return rule.reportsOthers() ? unmatched : List.of();
    }

    /** Returns files that are images of a kind that is not read. */
    List<Path> foreign() {
        return foreign;
    }

    /** Returns a message that there is no image, with what there is instead. */
    String emptyMessage() {
        if (!unmatched.isEmpty()) {
            return "none of its images (" + ImageNames.someOf(unmatched) + ") has "
                    + (rule instanceof NamePattern ? "a name of the form " + rule.text() : rule.text()) + ".";
        }
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
                    .append(": images must be in the folder itself, or their paths be given as patterns, such as")
                    .append(" --ir-pattern '{folder}/{id}' --vi-pattern '{folder}/{id}'");
        }
        return message.append('.').toString();
    }

    Path path() {
        return folder;
    }
}
