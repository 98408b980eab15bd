// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.fusiongan;

import io.github.psfusion.networks.inference.NetworkProvider;

/** Opens FusionGAN as one fusion method among others. */
public final class FusionGanProvider extends NetworkProvider {
    /** For {@link java.util.ServiceLoader}. */
    public FusionGanProvider() {
        super(FusionGanSpec.INSTANCE);
    }
}
