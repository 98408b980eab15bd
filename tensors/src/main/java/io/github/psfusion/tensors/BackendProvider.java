// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors;

/** Opens a backend; found by {@link java.util.ServiceLoader}. */
public interface BackendProvider {
    /** Returns the backend's name, such as {@code libtorch}. */
    String name();

    /**
     * Loads the backend and opens it.
     *
     * @throws BackendException if its native library cannot be loaded or the device is not there
     */
    Backend open(BackendOptions options);

    /** Returns whether the backend was built for CUDA and finds a GPU; loads the backend. */
    boolean cudaAvailable();
}
