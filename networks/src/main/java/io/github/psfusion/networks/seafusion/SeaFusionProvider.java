// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.seafusion;

import io.github.psfusion.networks.inference.NetworkProvider;

/** Opens SeAFusion as one fusion method among others. */
public final class SeaFusionProvider extends NetworkProvider {
    /** For {@link java.util.ServiceLoader}. */
    public SeaFusionProvider() {
        super(SeaFusionSpec.INSTANCE);
    }
}
