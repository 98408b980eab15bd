// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Scores of many pictures: how folders of fused pictures and fusion methods are measured, compared and ranked.
 *
 * <p>Everything that is scored is a folder of stored pictures; a method that runs here writes its pictures first. Knows no
 * network.
 */
@NullMarked
package io.github.psfusion.evaluation;

import org.jspecify.annotations.NullMarked;
