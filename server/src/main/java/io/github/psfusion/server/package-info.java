// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
/** The service: routes, protocols, the page, and their settings. */
@NullMarked
package io.github.psfusion.server;

import org.jspecify.annotations.NullMarked;
