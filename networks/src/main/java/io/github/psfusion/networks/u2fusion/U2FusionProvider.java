// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.u2fusion;

import io.github.psfusion.networks.inference.NetworkProvider;

/** Opens U2Fusion as one fusion method among others. */
public final class U2FusionProvider extends NetworkProvider {
    /** For {@link java.util.ServiceLoader}. */
    public U2FusionProvider() {
        super(U2FusionSpec.INSTANCE);
    }
}
