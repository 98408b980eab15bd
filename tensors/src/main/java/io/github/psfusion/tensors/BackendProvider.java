// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors;

/** Opens an engine; found by {@link java.util.ServiceLoader}. */
public interface BackendProvider {
    /** Returns the engine's name, such as {@code libtorch}. */
    String name();

    /**
     * Loads the engine and opens it.
     *
     * @throws BackendException if its native library cannot be loaded or the device is not there
     */
    Backend open(BackendOptions options);

    /** Returns whether the engine was built for graphics cards and finds one; loads the engine. */
    boolean cudaAvailable();
}
