// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.didfuse;

import io.github.psfusion.networks.inference.NetworkProvider;

/** Opens DIDFuse as one fusion method among others. */
public final class DidFuseProvider extends NetworkProvider {
    /** For {@link java.util.ServiceLoader}. */
    public DidFuseProvider() {
        super(DidFuseSpec.INSTANCE);
    }
}
