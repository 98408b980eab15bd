// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.psfusion;

import static java.util.stream.Collectors.toCollection;

import io.github.psfusion.networks.Parameters;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which parts PSFusion is built without, and the blocks that it has in their places.
 *
 * @param without the parts that are left out
 */
public record PsFusionVariant(Set<PsFusionPart> without) {
    /** The network as published. */
    public static final PsFusionVariant WHOLE = new PsFusionVariant(Set.of());

    /** Copies the parts. */
    public PsFusionVariant {
        EnumSet<PsFusionPart> parts = EnumSet.noneOf(PsFusionPart.class);
        parts.addAll(without);
        without = Collections.unmodifiableSet(parts);
    }

    /** Returns the variant without the parts of these keys; other names are passed over. */
    static PsFusionVariant withoutKeys(Collection<String> keys) {
        EnumSet<PsFusionPart> parts = EnumSet.allOf(PsFusionPart.class);
        parts.removeIf(part -> !keys.contains(part.key()));
        return new PsFusionVariant(parts);
    }

    /** Returns whether the network has a part. */
    public boolean has(PsFusionPart part) {
        return !without.contains(part);
    }

    /** Returns the keys of the parts that are left out, in the order of {@link PsFusionPart}. */
    public Set<String> keys() {
        return without.stream().map(PsFusionPart::key).collect(toCollection(LinkedHashSet::new));
    }

    LevelFusion sdfm(Parameters parameters, int in, int channels) {
        return has(PsFusionPart.SDFM)
                ? new SuperficialDetailFusion(parameters, in, channels)
                : new ConcatenationFusion(parameters, in, channels);
    }

    LevelFusion psfm(Parameters parameters, int in) {
        return has(PsFusionPart.PSFM)
                ? new ProfoundSemanticFusion(parameters, in)
                : new ConcatenationFusion(parameters, in, ProfoundSemanticFusion.CHANNELS);
    }

    GuideInjection psim(Parameters parameters, int channels, int guideChannels) {
        return has(PsFusionPart.PSIM)
                ? new SemanticInjection(parameters, channels, guideChannels)
                : new ConcatenationInjection(parameters, channels, guideChannels);
    }

    Optional<SparseSemanticHeads> heads(Parameters parameters, int classes) {
        return has(PsFusionPart.S2P2) ? Optional.of(new SparseSemanticHeads(parameters, classes)) : Optional.empty();
    }

    Optional<SceneFidelityPaths> fidelity(Parameters root) {
        return has(PsFusionPart.SFP) ? Optional.of(new SceneFidelityPaths(root)) : Optional.empty();
    }
}
