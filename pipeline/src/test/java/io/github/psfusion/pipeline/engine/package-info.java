// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
/** Tests of fetching engines, from a server in the test's process. */
@NullMarked
package io.github.psfusion.pipeline.engine;

import org.jspecify.annotations.NullMarked;
