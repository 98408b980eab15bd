// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
/** Tests of the plug-in's shell. */
package io.github.psfusion.fiji;
