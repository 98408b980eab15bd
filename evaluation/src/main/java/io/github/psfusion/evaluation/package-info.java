// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Scores of many images: how folders of fused images and fusion methods are run, measured, compared and ranked.
 *
 * <p>Everything that is scored is a folder of stored images; a method that runs here writes its images first. The package
 * depends on no network and no console: progress and cancellation go through listeners.
 */
@NullMarked
package io.github.psfusion.evaluation;

import org.jspecify.annotations.NullMarked;
