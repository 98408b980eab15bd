// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors;

import java.util.ServiceLoader;

/** Finds the backend on the class path. */
public final class Backends {
    private Backends() {}

    /**
     * Opens the backend that the class path offers.
     *
     * @throws BackendException if there is none, or if it cannot be loaded
     */
    public static Backend open(BackendOptions options) {
        return provider().open(options);
    }

    /**
     * Returns the first backend that the class path offers.
     *
     * @throws BackendException if there is none
     */
    public static BackendProvider provider() {
        return ServiceLoader.load(BackendProvider.class)
                .findFirst()
                .orElseThrow(() -> new BackendException("No tensor backend on the class path. Add the module"
                        + " io.github.psfusion:psfusion-libtorch and the natives of your platform."));
    }
}
