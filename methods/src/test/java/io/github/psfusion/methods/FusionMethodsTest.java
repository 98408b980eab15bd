// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FusionMethodsTest {
    @Test
    void readsNameAndOptions() throws MethodOptionException {
        FusionMethods.Request request = FusionMethods.parse("gtf:minimum:gap=1e-3");

        assertThat(request.provider().key()).isEqualTo("gtf");
        assertThat(request.options().text("")).contains("minimum");
        assertThat(request.options().text("gap")).contains("1e-3");
    }

    @Test
    void aPathMayHoldColonsAndEqualsSigns() throws MethodOptionException {
        assertThat(FusionMethods.parse("folder:C:/results/a=b").options().text(""))
                .contains("C:/results/a=b");
    }

    @Test
    void anUnknownNameIsAnsweredWithTheKnownOnes() {
        assertThatThrownBy(() -> FusionMethods.parse("laplace"))
                .isInstanceOf(MethodOptionException.class)
                .hasMessageContaining("\"laplace\" is no method")
                .hasMessageContaining("Did you mean laplacian?")
                .hasMessageContaining("Known are anisotropic, average,");
    }

    @Test
    void onlyANameThatIsNearIsSuggested() {
        List<String> names = List.of("average", "gtf", "guided-filter", "laplacian", "maximum");

        assertThat(Misspelling.nearest("avrage", names)).contains("average");
        assertThat(Misspelling.nearest("GTF", names)).contains("gtf");
        assertThat(Misspelling.nearest("guided", names)).contains("guided-filter");
        assertThat(Misspelling.nearest("laplcaian", names)).contains("laplacian");
        assertThat(Misspelling.nearest("minimum", names)).contains("maximum");
        assertThat(Misspelling.nearest("densefuse", names)).isEmpty();
        assertThat(Misspelling.nearest("", names)).isEmpty();
        assertThat(Misspelling.nearest("x".repeat(10_000), names)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"laplacian:levels=0", "laplacian:levels=four", "laplacian:levels=", "laplacian:levels=1e9"})
    void numbersOutOfRangeAreRefusedWithIt(String text) {
        assertThatThrownBy(() -> {
                    FusionMethods.Request request = FusionMethods.parse(text);
                    request.provider().open(request.options()).close();
                })
                .isInstanceOf(MethodOptionException.class)
                .hasMessageContaining("from 1 to 12");
    }

    @Test
    void anOptionTwiceIsRefused() {
        assertThatThrownBy(() -> FusionMethods.parse("laplacian:levels=3:levels=4"))
                .isInstanceOf(MethodOptionException.class)
                .hasMessageContaining("twice");
    }
}
