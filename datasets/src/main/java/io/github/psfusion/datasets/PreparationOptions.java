// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import io.github.psfusion.imaging.codec.DecodeLimits;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * How a data set is prepared.
 *
 * @param derived the maps that are derived from labels where there is no file: some of BINARY, BOUNDARY and MASK
 * @param alignment brings the infrared image of each pair onto the visible one; empty takes pairs as they are
 * @param reshaping what becomes of the size, after the alignment
 * @param randomSplit how pairs are divided that have no splits; empty keeps the splits of the source
 * @param transfer how files get there that are taken over byte for byte
 * @param limits how large an image may be
 * @param naming how names show which images are partners
 */
public record PreparationOptions(
        Set<ImageRole> derived,
        Optional<PairAlignment> alignment,
        Reshaping reshaping,
        Optional<RandomSplit> randomSplit,
        Transfer transfer,
        DecodeLimits limits,
        PairNaming naming) {
    /** How files get there that are taken over byte for byte. */
    public enum Transfer {
        /** As a file of its own. */
        COPY,
        /** As a symbolic link to the source; saves space, and breaks when the source goes away. */
        LINK
    }

    /** All maps that can be derived. */
    private static final Set<ImageRole> DERIVABLE = Set.of(ImageRole.BINARY, ImageRole.BOUNDARY, ImageRole.MASK);

    /** Checks that the maps can be derived, and that only whole files are linked. */
    public PreparationOptions {
        derived = Set.copyOf(derived);
        if (!DERIVABLE.containsAll(derived)) {
            throw new IllegalArgumentException("only binary, boundary and mask can be derived, given: " + derived);
        }
        if (transfer == Transfer.LINK && !(alignment.isEmpty() && reshaping instanceof Reshaping.None)) {
            throw new IllegalArgumentException(
                    "images that are aligned, resized or cropped cannot be links to their sources");
        }
    }

    /** Returns whether files are taken over as they are. */
    boolean takesFiles() {
        return alignment.isEmpty() && reshaping instanceof Reshaping.None;
    }

    /** Returns the preparation that copies everything as it is and derives all maps that are missing. */
    public static PreparationOptions defaults() {
        return new PreparationOptions(
                EnumSet.copyOf(DERIVABLE),
                Optional.empty(),
                new Reshaping.None(),
                Optional.empty(),
                Transfer.COPY,
                DecodeLimits.defaults(),
                PairNaming.BY_NAME);
    }

    /** Returns these options with other maps to derive. */
    public PreparationOptions withDerived(Set<ImageRole> roles) {
        return new PreparationOptions(roles, alignment, reshaping, randomSplit, transfer, limits, naming);
    }

    /** Returns these options with pairs that are aligned. */
    public PreparationOptions withAlignment(PairAlignment other) {
        return new PreparationOptions(derived, Optional.of(other), reshaping, randomSplit, transfer, limits, naming);
    }

    /** Returns these options with another size. */
    public PreparationOptions withReshaping(Reshaping other) {
        return new PreparationOptions(derived, alignment, other, randomSplit, transfer, limits, naming);
    }

    /** Returns these options with pairs divided at random. */
    public PreparationOptions withRandomSplit(RandomSplit split) {
        return new PreparationOptions(derived, alignment, reshaping, Optional.of(split), transfer, limits, naming);
    }

    /** Returns these options with another transfer. */
    public PreparationOptions withTransfer(Transfer other) {
        return new PreparationOptions(derived, alignment, reshaping, randomSplit, other, limits, naming);
    }

    /** Returns these options with other limits. */
    public PreparationOptions withLimits(DecodeLimits other) {
        return new PreparationOptions(derived, alignment, reshaping, randomSplit, transfer, other, naming);
    }

    /** Returns these options with other rules of names. */
    public PreparationOptions withNaming(PairNaming other) {
        return new PreparationOptions(derived, alignment, reshaping, randomSplit, transfer, limits, other);
    }
}
