// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import io.github.psfusion.imaging.codec.ImageFormat;
import io.github.psfusion.platform.Excerpt;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.regex.Pattern;

/** File names of images, and what two of them have in common. */
final class ImageNames {
    private static final int LISTED_AT_MOST = 10;

    static final Comparator<Path> ORDER = Comparator.comparing(ImageNames::of, NaturalOrder.INSTANCE);

    /** What follows a dot and begins with a letter is an extension; numbers count images. */
    private static final Pattern UNKNOWN_EXTENSION = Pattern.compile("(?s)(.+)\\.[A-Za-z][A-Za-z0-9_]{0,7}");

    private ImageNames() {}

    /** Returns the last part of a path; empty for a root. */
    static String of(Path file) {
        Path name = file.getFileName();
        return name == null ? "" : name.toString();
    }

    /** Returns whether this is the name of an image: not hidden, with the extension of a format that can be read. */
    static boolean isImage(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot > 0
                && fileName.charAt(0) != '.'
                && ImageFormat.ofExtension(fileName.substring(dot + 1)).isPresent();
    }

    /** Returns the name without the extension of an image, where it has one. */
    static String withoutExtension(String fileName) {
        return isImage(fileName) ? fileName.substring(0, fileName.lastIndexOf('.')) : fileName;
    }

    /** Returns the name of an image file without its extension, also one such as {@code .RJPG} that is not known. */
    static String stem(Path image) {
        String name = of(image);
        return isImage(name)
                ? withoutExtension(name)
                : UNKNOWN_EXTENSION.matcher(name).replaceFirst("$1");
    }

    /** Returns the extension of an image, with its dot; empty if it has none. */
    static String extension(Path image) {
        return of(image).substring(stem(image).length());
    }

    /** Returns the first names for a message, at most ten. */
    static String some(Collection<String> names) {
        return Excerpt.of(names, LISTED_AT_MOST);
    }

    /** Returns the names of the first files for a message, at most ten. */
    static String someOf(Collection<Path> files) {
        return some(files.stream().map(ImageNames::of).toList());
    }
}
