// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameSuggestionTest {
    private static final List<String> METHODS = List.of("average", "gtf", "guided-filter", "laplacian", "maximum");
    private static final List<String> OPTIONS = List.of("-o", "--output", "--overwrite", "--ir", "--vi");

    @ParameterizedTest
    @CsvSource({"avrage,average", "GTF,gtf", "guided,guided-filter", "laplcaian,laplacian", "minimum,maximum"})
    void theNearestMethodIsSuggested(String word, String expected) {
        assertThat(NameSuggestion.nearest(word, METHODS)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"densefuse", "", "-"})
    void nothingIsSuggestedForAWordThatIsFarFromAllNames(String word) {
        assertThat(NameSuggestion.nearest(word, METHODS)).isEmpty();
    }

    @Test
    void aVeryLongWordIsAnsweredAtOnce() {
        assertThat(NameSuggestion.nearest("x".repeat(100_000), METHODS)).isEmpty();
    }

    @Test
    void aSwapOfNeighborsIsOneEdit() {
        assertThat(NameSuggestion.nearest("VFI", List.of("EN", "VIF", "VIFF"))).contains("VIF");
        assertThat(NameSuggestion.nearest("banana", List.of("EN", "VIF"))).isEmpty();
    }

    @Test
    void theSuggestedNameKeepsItsSpelling() {
        assertThat(NameSuggestion.nearest("qabf", List.of("SSIM", "Qabf"))).contains("Qabf");
    }

    @ParameterizedTest
    @CsvSource({"--out,--output", "--ouptut,--output", "--overwite,--overwrite", "--it,--ir"})
    void hyphensOfOptionsAreNotCounted(String word, String expected) {
        assertThat(NameSuggestion.nearest(word, OPTIONS)).contains(expected);
    }

    @Test
    void theShortestOfTheLongerNamesComesFirstAndThenTheFirstInOrder() {
        assertThat(NameSuggestion.nearest("SS", List.of("SSIMX", "SSIB", "SSIA")))
                .contains("SSIA");
        assertThat(NameSuggestion.nearest("abx", List.of("abz", "aby"))).contains("aby");
    }

    @Test
    void aSingleLetterIsNoPrefix() {
        assertThat(NameSuggestion.nearest("g", METHODS)).isEmpty();
    }
}
