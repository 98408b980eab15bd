// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.rfnnest;

import io.github.psfusion.networks.inference.NetworkProvider;

/** Opens RFN-Nest as one fusion method among others. */
public final class RfnNestProvider extends NetworkProvider {
    /** For {@link java.util.ServiceLoader}. */
    public RfnNestProvider() {
        super(RfnNestSpec.INSTANCE);
    }
}
