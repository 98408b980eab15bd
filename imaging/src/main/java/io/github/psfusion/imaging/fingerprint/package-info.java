// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
/** How pairs are recognized whatever their files are, so that those that weights were trained on are known. */
@NullMarked
package io.github.psfusion.imaging.fingerprint;

import org.jspecify.annotations.NullMarked;
