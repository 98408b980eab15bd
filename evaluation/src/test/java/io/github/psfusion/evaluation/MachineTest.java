// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.platform.Cpu;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MachineTest {
    @Test
    void vectorUnitsAreListedInTheOrderOfTheirAge() {
        Cpu cpu = new Cpu(Optional.of("Some CPU @ 3 GHz"), Set.of("fpu", "avx", "avx2", "fma", "sse4_2"));

        assertThat(Machine.describe(cpu))
                .isEqualTo(Map.of("processor", "Some CPU @ 3 GHz", "vector units", "sse4_2 avx avx2 fma"));
    }

    @Test
    void anUnknownCpuIsLeftOut() {
        assertThat(Machine.describe(new Cpu(Optional.empty(), Set.of()))).isEmpty();
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
