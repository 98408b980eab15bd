// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
/** Requests as they come in: who may ask, how much is read, and what is answered to errors. Knows nothing of fusion. */
@NullMarked
package io.github.psfusion.server.http;

import org.jspecify.annotations.NullMarked;
