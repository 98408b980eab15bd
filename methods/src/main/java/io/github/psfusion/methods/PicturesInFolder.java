// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods;

import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.ImageFormat;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A method that gives back pictures made elsewhere, as they are: {@code folder:PATH}.
 *
 * <p>A picture belongs to the pair of its name; extensions, and upper and lower case, may differ. So anybody's results can be
 * compared, and a method can be tried out that is written in another language.
 */
public final class PicturesInFolder implements FusionMethodProvider {
    /** The name of the method. */
    public static final String KEY = "folder";

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public String name() {
        return "pictures in a folder, made elsewhere";
    }

    @Override
    public String citation() {
        return "";
    }

    @Override
    public List<String> options() {
        return List.of("");
    }

    /**
     * Looks which pictures there are.
     *
     * @throws MethodOptionException if no folder is named
     * @throws IOException if there is no such folder, or it cannot be listed
     */
    @Override
    public FusionMethod open(MethodOptions options) throws MethodOptionException, IOException {
        options.requireOnly(options());
        Path folder = Path.of(options.text("")
                .filter(text -> !text.isEmpty())
                .orElseThrow(
                        () -> new MethodOptionException("folder: name the folder, as in folder:results/densefuse")));
        if (!Files.isDirectory(folder)) {
            throw new NoSuchFileException(folder.toString(), null, "there is no such folder");
        }
        Map<String, List<Path>> byName = new TreeMap<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (ImageFormat.ofName(entry).isPresent() && !Files.isHidden(entry) && Files.isRegularFile(entry)) {
                    String file = String.valueOf(entry.getFileName());
                    byName.computeIfAbsent(lower(file.substring(0, file.lastIndexOf('.'))), name -> new ArrayList<>())
                            .add(entry);
                }
            }
        }
        MethodDescription description =
                new MethodDescription(options.key(), name(), citation(), Map.of("folder", folder.toString()));
        return new Stored(description, folder, byName);
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private record Stored(MethodDescription description, Path folder, Map<String, List<Path>> byName)
            implements FusionMethod {
        @Override
        public Image fuse(ImagePair pair) throws IOException {
            List<Path> files = byName.getOrDefault(lower(pair.name()), List.of());
            if (files.isEmpty()) {
                throw new NoSuchFileException(
                        folder.resolve(pair.name()).toString(), null, "the folder holds no picture of this name");
            }
            if (files.size() > 1) {
                throw new IOException(folder + ": several pictures are named " + pair.name() + ": "
                        + files.stream()
                                .map(file -> String.valueOf(file.getFileName()))
                                .sorted()
                                .toList()
                        + ". Leave one.");
            }
            Path file = files.get(0);
            Image picture = ImageFiles.read(file, DecodeLimits.defaults()).image();
            if (picture.width() != pair.width() || picture.height() != pair.height()) {
                throw new IOException(file + ": " + picture.width() + " x " + picture.height()
                        + " pixels, but the pair has " + pair.width() + " x " + pair.height()
                        + ". A fused picture must have the size of its sources.");
            }
            return picture;
        }

        @Override
        public Plane fuseLuminance(ImagePair pair) throws IOException {
            return fuse(pair).luminance();
        }
    }
}
