// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.codec;

import java.nio.file.Path;

/** Receives the bytes of a file before they are decoded, so that a digest is of the very bytes that an image was made of. */
@FunctionalInterface
public interface ContentListener {
    /** Receives nothing. */
    ContentListener NONE = (file, bytes) -> {};

    /**
     * Receives the content of a file.
     *
     * @param bytes the whole content, which must not be changed
     */
    void read(Path file, byte[] bytes);
}
