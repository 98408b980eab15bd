// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Builds of the backend that are not part of the program, because they are large and few need them: fetched once, checked, and kept
 * in the user's cache.
 */
@NullMarked
package io.github.psfusion.pipeline.engine;

import org.jspecify.annotations.NullMarked;
