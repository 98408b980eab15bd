// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The list of benchmarks, without which JMH finds none: its annotation processor writes it when the module is compiled. */
class BenchmarkListTest {
    @Test
    void jmhFindsTheBenchmarks() throws IOException {
        try (InputStream list = Objects.requireNonNull(
                getClass().getResourceAsStream("/META-INF/BenchmarkList"), "META-INF/BenchmarkList is missing")) {
            assertThat(new String(list.readAllBytes(), StandardCharsets.UTF_8))
                    .contains(MethodBenchmark.class.getName(), MetricBenchmark.class.getName());
        }
    }
}
