// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
/** How pairs are recognized whatever their files are: to tell pairs that weights were trained on from others. */
@NullMarked
package io.github.psfusion.imaging.fingerprint;

import org.jspecify.annotations.NullMarked;
