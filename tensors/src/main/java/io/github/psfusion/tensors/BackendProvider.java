// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors;

import java.util.Optional;

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

    /**
     * Returns why no GPU can be used. Whether the build and the libraries of the system are there is found out before native
     * code is loaded.
     *
     * @return empty if one can be used; else the reason and what to do, in a sentence
     */
    default Optional<String> cudaProblem() {
        return cudaAvailable() ? Optional.empty() : Optional.of("the backend was built without CUDA, or finds no GPU");
    }
}
