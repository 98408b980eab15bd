// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.inference;

import io.github.psfusion.networks.Parameters;
import java.util.Set;

/** A network with declared parameters, as {@link NetworkSpec#build} makes it. A loaded one may evaluate on several threads at once. */
public interface Network extends AutoCloseable {
    /** Returns the parameters, which the network owns. */
    Parameters parameters();

    /**
     * Computes outputs, in evaluation mode.
     *
     * @param inputs by the names of {@link NetworkSpec#inputs}, [N, C, H, W]
     * @param outputs names of {@link NetworkSpec#outputs}; more than these may be returned
     * @return the outputs by name, owned by the current scope
     */
    NetworkTensors evaluate(NetworkTensors inputs, Set<String> outputs);

    /** Frees the parameters. */
    @Override
    default void close() {
        parameters().close();
    }
}
