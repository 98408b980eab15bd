// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors.graph;

import io.github.psfusion.testing.tensors.GraphRunnerContract;
import io.github.psfusion.testing.tensors.ReferenceBackend;

/** Runs graphs on the reference backend, without native code. */
class GraphRunnerTest extends GraphRunnerContract {
    GraphRunnerTest() {
        super(new ReferenceBackend());
    }
}
