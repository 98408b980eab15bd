// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.github.psfusion.evaluation.figure;

import org.jspecify.annotations.NullMarked;
