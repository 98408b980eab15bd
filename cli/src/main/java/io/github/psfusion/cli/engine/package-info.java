// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
/** The commands on engines: builds of the backend that are fetched apart. */
@NullMarked
package io.github.psfusion.cli.engine;

import org.jspecify.annotations.NullMarked;
