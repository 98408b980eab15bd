// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.server.work;

import io.github.psfusion.imaging.PairWindows;
import io.github.psfusion.methods.OutputSet;
import io.github.psfusion.pipeline.PairAligner;
import java.util.Optional;

/**
 * What happens to a pair before it is fused, and what is made of it.
 *
 * @param windows the levels of infrared and of visible images that become black and white
 * @param aligner registers the images first; empty takes them as they are
 * @param outputs what is made
 */
record FusePreparation(PairWindows windows, Optional<PairAligner> aligner, OutputSet outputs) {}
