// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.psfusion;

import io.github.psfusion.networks.Parameters;

/** The PSFusion network. */
public final class PsFusionNetwork implements AutoCloseable {
    private final Parameters parameters = Parameters.root();

    /** Returns the parameters. */
    public Parameters parameters() {
        return parameters;
    }

    @Override
    public void close() {
        parameters.close();
    }
}
