// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MachineTest {
    @Test
    void modelAndVectorUnitsOfTheFirstProcessorAreTaken() throws IOException {
        String text = """
                processor\t: 0
                model name\t: Some CPU @ 3 GHz
                flags\t\t: fpu avx avx2 fma sse4_2

                processor\t: 1
                model name\t: Other
                """;

        assertThat(Machine.processor(new BufferedReader(new StringReader(text))))
                .isEqualTo(Map.of("processor", "Some CPU @ 3 GHz", "vector units", "sse4_2 avx avx2 fma"));
    }

    @Test
    void provenanceIsOfHereAndNow() {
        Clock clock = Clock.fixed(Instant.parse("2026-01-31T12:00:00.123Z"), ZoneOffset.UTC);

        ScoreProvenance provenance =
                ScoreProvenance.collect(new ScoreOrigin("psfusion 1", clock, Map.of("a", "b")), Map.of(), Map.of());

        assertThat(provenance.time()).isEqualTo(Instant.parse("2026-01-31T12:00:00Z"));
        assertThat(provenance.machine()).containsKeys("java", "system", "processors");
        assertThat(provenance.settings()).isEqualTo(Map.of("a", "b"));
    }
}
