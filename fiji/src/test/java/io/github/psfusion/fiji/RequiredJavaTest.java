// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.fiji;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequiredJavaTest {
    @ParameterizedTest
    @ValueSource(strings = {"1.8", "9", "11", "16", ""})
    void olderOnesAreToldWhatIsNeeded(String version) {
        assertThatThrownBy(() -> RequiredJava.check(version))
                .isInstanceOf(FusionException.class)
                .hasMessageContaining("needs Java 17")
                .hasMessageContaining("runs on Java " + version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"17", "21", "25"})
    void newerOnesAreAccepted(String version) {
        assertThatCode(() -> RequiredJava.check(version)).doesNotThrowAnyException();
    }
}
