// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.github.psfusion.metrics.detection;

import org.jspecify.annotations.NullMarked;
