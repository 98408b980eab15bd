// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods;

/** A method that returns pictures made elsewhere; {@code folder:PATH}. */
public final class PicturesInFolder {
    /** The name of the method. */
    public static final String KEY = "folder";

    private PicturesInFolder() {}
}
