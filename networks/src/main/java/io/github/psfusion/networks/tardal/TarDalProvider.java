// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.tardal;

import io.github.psfusion.networks.inference.NetworkProvider;

/** Opens TarDAL as one fusion method among others. */
public final class TarDalProvider extends NetworkProvider {
    /** For {@link java.util.ServiceLoader}. */
    public TarDalProvider() {
        super(TarDalSpec.INSTANCE);
    }
}
