// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.umfcmgr;

import io.github.psfusion.networks.inference.NetworkProvider;

/** Opens UMF-CMGR as one fusion method among others. */
public final class UmfCmgrProvider extends NetworkProvider {
    /** For {@link java.util.ServiceLoader}. */
    public UmfCmgrProvider() {
        super(UmfCmgrSpec.INSTANCE);
    }
}
