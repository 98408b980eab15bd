// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Scores of many images: how folders of fused images and fusion methods are measured, compared and ranked.
 *
 * <p>Everything that is scored is a folder of stored images; a method that runs here writes its images first. Knows no
 * network.
 */
@NullMarked
package io.github.psfusion.evaluation;

import org.jspecify.annotations.NullMarked;
