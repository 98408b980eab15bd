// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.methods.FusionMethod;
import java.io.IOException;

/** A fusion method that a comparison can open, run and close. */
public interface MethodSource {
    /** Returns the key of the entry in tables: one method with two options makes two entries with keys of their own. */
    String key();

    /** Returns how many threads the method can use, for the record; at least 1. */
    int threads();

    /**
     * Opens the method. The caller closes it.
     *
     * @throws IOException if a file that the method needs cannot be read
     */
    FusionMethod open() throws IOException;

    /**
     * Refuses a pair that the opened method cannot take, such as one for which the memory does not suffice. Called before a
     * pair is fused; does nothing by default.
     *
     * @throws IOException naming the pair; it then fails, and the others continue
     * @throws RuntimeException as with {@code IOException}
     */
    default void check(FusionMethod opened, ImagePair pair) throws IOException {}
}
