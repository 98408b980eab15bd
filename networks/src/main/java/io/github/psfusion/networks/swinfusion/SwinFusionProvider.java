// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.swinfusion;

import io.github.psfusion.networks.inference.NetworkProvider;

/** Opens SwinFusion as one fusion method among others. */
public final class SwinFusionProvider extends NetworkProvider {
    /** For {@link java.util.ServiceLoader}. */
    public SwinFusionProvider() {
        super(SwinFusionSpec.INSTANCE);
    }
}
