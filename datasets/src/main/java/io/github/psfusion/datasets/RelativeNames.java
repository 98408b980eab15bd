// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Paths of images from a folder, as text that is the same on every system. */
final class RelativeNames {
    private RelativeNames() {}

    /** Returns a relative path with slashes and without the extension of an image. */
    static String of(Path image) {
        List<String> parts = parts(image);
        parts.set(parts.size() - 1, ImageNames.stem(image));
        return String.join("/", parts);
    }

    /** Returns the same as the name of a pair. */
    static String flat(Path image) {
        return of(image).replace('/', '_');
    }

    static List<String> parts(Path path) {
        List<String> parts = new ArrayList<>();
        path.forEach(part -> parts.add(part.toString()));
        return parts;
    }
}
