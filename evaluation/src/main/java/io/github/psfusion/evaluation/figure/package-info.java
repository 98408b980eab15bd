// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
/** Charts of scores and grids of images for print: vector graphics as SVG, PDF, and PNG made of the PDF. */
@NullMarked
package io.github.psfusion.evaluation.figure;

import org.jspecify.annotations.NullMarked;
