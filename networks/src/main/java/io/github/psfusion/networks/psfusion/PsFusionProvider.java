// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.psfusion;

import io.github.psfusion.networks.inference.NetworkProvider;

/** Opens PSFusion as one fusion method among others. */
public final class PsFusionProvider extends NetworkProvider {
    /** For {@link java.util.ServiceLoader}. */
    public PsFusionProvider() {
        super(PsFusionSpec.INSTANCE);
    }
}
