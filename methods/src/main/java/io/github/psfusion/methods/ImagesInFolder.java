// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods;

import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.ImageFormat;
import io.github.psfusion.platform.NameKey;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A method that returns images made elsewhere, unchanged: {@code folder:PATH}.
 *
 * <p>An image belongs to the pair of its name; extensions, and upper and lower case, may differ. So published results can be
 * compared, and methods that are written in another language. {@link FusionMethod#fuse} gives the image as it is
 * stored, gray or colored; {@link FusionMethod#fuseLuminance} its luminance.
 */
public final class ImagesInFolder implements FusionMethodProvider {
    /** The name of the method. */
    public static final String KEY = "folder";

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public String name() {
        return "images in a folder, made elsewhere";
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
     * Lists the images.
     *
     * @throws MethodOptionException if no folder is named
     * @throws IOException if there is no such folder, or it cannot be listed
     */
    @Override
    public FusionMethod open(MethodOptions options, MethodContext context) throws MethodOptionException, IOException {
        options.requireOnly(options());
        Path folder = folder(options);
        if (!Files.exists(folder)) {
            throw new IOException(folder + ": there is no such folder. Check the path.");
        }
        if (!Files.isDirectory(folder)) {
            throw new IOException(folder + ": this is a file, but a folder of images is expected. Name the folder.");
        }
        MethodDescription description =
                new MethodDescription(options.key(), name(), citation(), Map.of("folder", folder.toString()));
        return new Stored(description, folder, byName(folder));
    }

    private static Path folder(MethodOptions options) throws MethodOptionException {
        String text = options.text("").orElse("");
        if (text.isEmpty()) {
            throw new MethodOptionException("folder: name the folder, as in folder:results/densefuse");
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new MethodOptionException("folder: \"" + text + "\" can be no path: " + e.getReason());
        }
    }

    /** Links that lead nowhere are listed, so that they are reported when they are read. */
    private static Map<String, List<Path>> byName(Path folder) throws IOException {
        Map<String, List<Path>> byName = new TreeMap<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (ImageFormat.ofName(entry).isPresent() && !Files.isHidden(entry) && !Files.isDirectory(entry)) {
                    String file = String.valueOf(entry.getFileName());
                    byName.computeIfAbsent(
                                    NameKey.of(file.substring(0, file.lastIndexOf('.'))), name -> new ArrayList<>())
                            .add(entry);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return byName;
    }

    private record Stored(MethodDescription description, Path folder, Map<String, List<Path>> byName)
            implements FusionMethod {
        @Override
        public Image fuse(ImagePair pair) throws IOException {
            List<Path> files = byName.getOrDefault(NameKey.of(pair.name()), List.of());
            if (files.isEmpty()) {
                throw new IOException(folder + ": no image is named " + pair.name()
                        + ". Name it after its pair; its extension may be that of any image format.");
            }
            if (files.size() > 1) {
                throw new IOException(folder + ": several images are named " + pair.name() + ": "
                        + files.stream()
                                .map(file -> String.valueOf(file.getFileName()))
                                .sorted()
                                .toList()
                        + ". Leave one of them.");
            }
            Path file = files.get(0);
            Image image = ImageFiles.read(file, DecodeLimits.defaults()).image();
            if (image.width() != pair.width() || image.height() != pair.height()) {
                throw new IOException(file + ": " + image.width() + " x " + image.height()
                        + " pixels, but the pair has " + pair.width() + " x " + pair.height()
                        + ". A fused image must have the size of its sources.");
            }
            return image;
        }

        @Override
        public Plane fuseLuminance(ImagePair pair) throws IOException {
            return fuse(pair).luminance();
        }
    }
}
