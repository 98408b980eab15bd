// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.psfusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left out of the loss, and which requests contradict each other. */
class PsFusionAblationsTest {
    private static List<String> terms(String without) {
        PsFusionLossOptions options = PsFusionAblations.parse(without).applied(PsFusionLossOptions.defaults());
        return new ArrayList<>(new PsFusionLoss(options).weights().keySet());
    }

    @Test
    void termsOnOutputsThatAreNotThereAreLeftOut() {
        assertThat(terms("none")).hasSize(11);
        assertThat(terms("psim,sdfm,psfm,salient-mask,contrast-mask")).hasSize(11);
        assertThat(terms("s2p2"))
                .containsExactly(
                        "correlation",
                        "gradient",
                        "intensity",
                        "range",
                        "visible-intensity",
                        "visible-gradient",
                        "infrared-intensity",
                        "infrared-gradient");
        assertThat(terms("sfp"))
                .containsExactly("semantic", "binary", "boundary", "correlation", "gradient", "intensity", "range");
        assertThat(terms("s2p2,sfp")).containsExactly("correlation", "gradient", "intensity", "range");
    }

    @Test
    void weightOfATermThatIsLeftOutIsRefused() {
        PsFusionLossOptions options = PsFusionAblations.parse("sfp")
                .applied(PsFusionLossOptions.defaults().withWeights(Map.of("visible-gradient", 1.0)));
        assertThatThrownBy(() -> new PsFusionLoss(options))
                .hasMessageContaining("no term of the loss is called \"visible-gradient\"; there are semantic,");
    }

    @Test
    void whatIsLeftOutIsTold() {
        assertThat(PsFusionAblations.parse("psim").leftOut(PsFusionStage.WHOLE)).isEmpty();
        assertThat(PsFusionAblations.parse("sfp").leftOut(PsFusionStage.SEMANTIC))
                .isEmpty();
        assertThat(PsFusionAblations.parse("s2p2,salient-mask").leftOut(PsFusionStage.WHOLE))
                .isEqualTo(": the loss has no semantic, binary, boundary; targets have no rule of their own in the term"
                        + " intensity");
        assertThat(PsFusionAblations.parse("contrast-mask").leftOut(PsFusionStage.WHOLE))
                .contains("the brighter source is followed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "s2p2", "sfp,psim", "s2p2,sfp,psim,sdfm,psfm,salient-mask,contrast-mask"})
    void listsAreReadAsTheyAreWritten(String list) {
        assertThat(PsFusionAblations.parse(list)).hasToString(list);
        assertThat(PsFusionAblations.parse(PsFusionAblations.parse(list).toString()))
                .isEqualTo(PsFusionAblations.parse(list));
    }

    @Test
    void misspelledNamesAreSuggested() {
        assertThatThrownBy(() -> PsFusionAblations.parse("saliency-mask"))
                .hasMessageEndingWith("not saliency-mask; did you mean salient-mask?");
        assertThatThrownBy(() -> PsFusionAblations.parse("sfp,")).hasMessageContaining("not nothing");
        assertThatThrownBy(() -> PsFusionAblations.parse("none,sfp")).hasMessageContaining("not none");
    }

    @Test
    void contradictionsAreRefused() {
        PsFusionLossOptions floor = PsFusionLossOptions.defaults()
                .withFusionTerms(FusionTermOptions.defaults().withContrastMask(ContrastMask.withFloor(4)));
        assertThatThrownBy(() -> PsFusionAblations.parse("contrast-mask").applied(floor))
                .hasMessageContaining("the contrast mask is left out, yet has the rule floor:4.0");
        assertThatThrownBy(() -> PsFusionStage.SEMANTIC.check(PsFusionAblations.parse("s2p2")))
                .hasMessageContaining("trains the semantic heads alone");
        assertThatThrownBy(() -> PsFusionStage.SEMANTIC.check(PsFusionAblations.parse("salient-mask")))
                .hasMessageContaining("has no term intensity");
        PsFusionLossOptions headless = PsFusionAblations.parse("s2p2").applied(PsFusionLossOptions.defaults());
        assertThatThrownBy(() -> new SemanticLoss(headless)).hasMessageContaining("s2p2");
    }
}
