// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Fusion of many pairs: finds pairs, opens methods and their weights, reads ahead, fuses, names and writes the results. Nothing
 * here uses a console; progress goes to a {@link io.github.psfusion.pipeline.FusionListener}, and what the caller asked for and
 * cannot be done is a {@link io.github.psfusion.pipeline.PipelineException}.
 */
@NullMarked
package io.github.psfusion.pipeline;

import org.jspecify.annotations.NullMarked;
