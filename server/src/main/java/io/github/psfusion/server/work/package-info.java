// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
/** The work behind requests: a bounded queue, and fusing, aligning and scoring of images that are held in memory. */
@NullMarked
package io.github.psfusion.server.work;

import org.jspecify.annotations.NullMarked;
