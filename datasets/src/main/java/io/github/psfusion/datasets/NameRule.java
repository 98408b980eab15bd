// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import io.github.psfusion.platform.NameKey;
import java.nio.file.Path;
import java.util.Optional;

/** How the path of an image shows to which pair it belongs: images of both kinds with equal keys are partners. */
public interface NameRule {
    /** The name of the file without its extension; images lie in the folder itself. */
    NameRule FILE_NAME = new NameRule() {
        @Override
        public Optional<String> key(Path image) {
            return Optional.of(NameKey.of(ImageNames.stem(image)));
        }

        @Override
        public String text() {
            return "{name}";
        }
    };

    /**
     * Returns what the image has in common with its partner.
     *
     * @param image the path of an image from the listed folder
     * @return empty if the image belongs to no pair
     */
    Optional<String> key(Path image);

    /**
     * Returns the name of the pair, without slashes: names of results are made of it.
     *
     * @param image the path of an infrared image that has a key
     */
    default String name(Path image) {
        return ImageNames.stem(image);
    }

    /** Returns the rule in the form of a pattern, for messages. */
    String text();

    /** Returns whether images in a folder below the listed one may have keys. */
    default boolean descends(Path folder) {
        return false;
    }

    /** Returns whether images without a key are reported: the user did not name them one by one. */
    default boolean reportsOthers() {
        return false;
    }
}
