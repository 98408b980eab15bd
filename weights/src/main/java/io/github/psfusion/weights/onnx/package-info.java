// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
/** Writes traced graphs as ONNX files, for ONNX Runtime and other programs. */
@NullMarked
package io.github.psfusion.weights.onnx;

import org.jspecify.annotations.NullMarked;
