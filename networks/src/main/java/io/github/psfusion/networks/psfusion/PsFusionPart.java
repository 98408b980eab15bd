// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.psfusion;

import io.github.psfusion.networks.inference.RemovablePart;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A part of PSFusion that the network can be built without, to learn what it contributes. The paper removes parts of these names;
 * its exact definitions were not at hand, and the authors' code has no switches. What is defined here is the least change that leaves
 * no other block without a use.
 */
public enum PsFusionPart {
    /** The semantic heads. S2PM stays, and its feature, which no label guides any more, is injected as before. */
    S2P2("the sparse semantic perception path", "classfier.", "seg_decoder."),
    /** Both scene fidelity paths: nothing asks the scene features to hold either source. */
    SFP("the scene fidelity paths", "pred_vi.", "pred_fusion."),
    /** The first two semantic injection modules; {@link ConcatenationInjection} takes the place of each. */
    PSIM("the progressive semantic injection", "SIM1.mlp_shared.", "SIM1.concat."),
    /** The superficial detail fusion modules; {@link ConcatenationFusion} takes the place of each. */
    SDFM("the superficial detail fusion modules", "low_fuse1.obj_fuse.", "low_fuse1.concat."),
    /** The profound semantic fusion modules; {@link ConcatenationFusion} takes the place of each. */
    PSFM("the profound semantic fusion modules", "high_fuse6.obj_fuse.", "high_fuse6.concat.");

    private final String title;
    private final String own;
    private final String instead;

    PsFusionPart(String title, String own, String instead) {
        this.title = title;
        this.own = own;
        this.instead = instead;
    }

    /** Returns the name in options and in the metadata of weight files, such as {@code psim}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns all parts as a network declares them. */
    static List<RemovablePart> removable() {
        return Stream.of(values())
                .map(part -> new RemovablePart(part.key(), part.title, part.own, part.instead))
                .toList();
    }
}
