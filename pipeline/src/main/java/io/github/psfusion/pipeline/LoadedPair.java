// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline;

import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.datasets.PairReading;
import io.github.psfusion.datasets.PairWarning;
import io.github.psfusion.imaging.ImagePair;
import java.util.List;
import java.util.Optional;

/**
 * A pair in memory, ready for a method.
 *
 * @param files where it comes from
 * @param images infrared of one channel within its intensity window, and visible
 * @param alignment how the images were aligned, if they were
 * @param warnings what may not be as the user means it
 * @param reading how the images were read
 */
record LoadedPair(
        PairFiles files,
        ImagePair images,
        Optional<Alignment> alignment,
        Optional<PairReading> reading,
        List<PairWarning> warnings) {}
