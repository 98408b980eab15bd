// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.psfusion;

import io.github.psfusion.networks.inference.RemovablePart;
import io.github.psfusion.networks.psfusion.PsFusionPart;
import io.github.psfusion.networks.psfusion.PsFusionVariant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a training leaves out to learn what it contributes: parts of the network, and masks of the term {@code intensity}.
 *
 * @param variant parts of the network
 * @param withoutSalientMask whether salient targets have no rule of their own
 * @param withoutContrastMask whether local contrast decides nothing: {@link ContrastMask#NONE}
 */
public record PsFusionAblations(PsFusionVariant variant, boolean withoutSalientMask, boolean withoutContrastMask) {
    /** Nothing is left out. */
    public static final PsFusionAblations NONE = new PsFusionAblations(PsFusionVariant.WHOLE, false, false);

    private static final String SALIENT_MASK = "salient-mask";
    private static final String CONTRAST_MASK = "contrast-mask";

    /**
     * Reads a list separated by commas of {@code s2p2}, {@code sfp}, {@code psim}, {@code sdfm}, {@code psfm}, {@code salient-mask},
     * {@code contrast-mask}; or {@code none}.
     *
     * @throws IllegalArgumentException if a name is not known
     */
    public static PsFusionAblations parse(String list) {
        List<String> known = Stream.concat(
                        Stream.of(PsFusionPart.values()).map(PsFusionPart::key), Stream.of(SALIENT_MASK, CONTRAST_MASK))
                .toList();
        Set<String> names = RemovablePart.names(list, known);
        EnumSet<PsFusionPart> parts = EnumSet.allOf(PsFusionPart.class);
        parts.removeIf(part -> !names.contains(part.key()));
        return new PsFusionAblations(
                new PsFusionVariant(parts), names.contains(SALIENT_MASK), names.contains(CONTRAST_MASK));
    }

    /**
     * Returns options of the loss without what is left out here.
     *
     * @throws IllegalArgumentException if the options ask for what is left out
     */
    public PsFusionLossOptions applied(PsFusionLossOptions options) {
        FusionTermOptions fusion = options.fusionTerms();
        if (withoutContrastMask) {
            ContrastMask contrast = fusion.contrastMask();
            if (contrast.varianceFloor().isPresent() && !contrast.equals(ContrastMask.NONE)) {
                throw new IllegalArgumentException("the contrast mask is left out, yet has the rule " + contrast
                        + "; leave one of both options out");
            }
            fusion = fusion.withContrastMask(ContrastMask.NONE);
        }
        if (withoutSalientMask) {
            fusion = fusion.withSalientMask(SalientMask.NONE);
        }
        return options.withVariant(variant).withFusionTerms(fusion);
    }

    /**
     * Returns what is left out of the loss of a stage with it, as the end of a sentence; empty if nothing is.
     *
     * @param stage the loss of the semantic stage has no terms on images
     */
    public String leftOut(PsFusionStage stage) {
        List<String> phrases = new ArrayList<>();
        PsFusionLossOptions options = PsFusionLossOptions.defaults();
        Set<String> terms = new LinkedHashSet<>(stage.loss(options).weights().keySet());
        terms.removeAll(stage.loss(applied(options)).weights().keySet());
        if (!terms.isEmpty()) {
            phrases.add("the loss has no " + String.join(", ", terms));
        }
        if (withoutSalientMask) {
            phrases.add("targets have no rule of their own in the term intensity");
        }
        if (withoutContrastMask) {
            phrases.add("the brighter source is followed where the term intensity compared contrasts");
        }
        return phrases.isEmpty() ? "" : ": " + String.join("; ", phrases);
    }

    /** Returns what {@link #parse} reads. */
    @Override
    public String toString() {
        Set<String> names = new LinkedHashSet<>(variant.keys());
        if (withoutSalientMask) {
            names.add(SALIENT_MASK);
        }
        if (withoutContrastMask) {
            names.add(CONTRAST_MASK);
        }
        return names.isEmpty() ? RemovablePart.NONE : String.join(",", names);
    }
}
