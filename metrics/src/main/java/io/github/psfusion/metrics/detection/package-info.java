// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
/** Average precision of detected boxes under the protocols that papers use. */
@NullMarked
package io.github.psfusion.metrics.detection;

import org.jspecify.annotations.NullMarked;
