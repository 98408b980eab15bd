// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.libtorch;

import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.testing.tensors.GraphRunnerContract;

/** Runs graphs on libtorch. */
class GraphRunnerTest extends GraphRunnerContract {
    GraphRunnerTest() {
        super(Backends.open(BackendOptions.defaults()));
    }
}
