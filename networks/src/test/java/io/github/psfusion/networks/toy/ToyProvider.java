// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.toy;

import io.github.psfusion.networks.inference.NetworkProvider;

/** Opens the toy network as a fusion method. */
public final class ToyProvider extends NetworkProvider {
    /** For {@link java.util.ServiceLoader}. */
    public ToyProvider() {
        super(new ToySpec());
    }
}
