// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesLogTest {
    @TempDir
    private Path folder;

    private final Clock clock = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

    @Test
    void metricsOfAGroupAreOneObject() throws IOException {
        Path file = folder.resolve("log.jsonl");
        Map<String, OptionalDouble> metrics = new LinkedHashMap<>();
        metrics.put("meanIou", OptionalDouble.empty());
        metrics.put("fused.entropy", OptionalDouble.of(6.5));
        metrics.put("fused.deviation", OptionalDouble.of(30));
        metrics.put("average.entropy", OptionalDouble.of(5.5));
        try (JsonLinesLog log = JsonLinesLog.open(file, 0, clock)) {
            log.validated(new ValidationResult(3, 2, 1.5, Map.of("gradient", 0.25), metrics, "not recorded"));
        }
        assertThat(Files.readAllLines(file))
                .containsExactly(
                        "{\"event\":\"start\",\"time\":\"2026-01-02T03:04:05Z\",\"step\":0}",
                        "{\"event\":\"validation\",\"time\":\"2026-01-02T03:04:05Z\",\"step\":3,\"pairs\":2,\"total\":1.5,"
                                + "\"terms\":{\"gradient\":0.25},\"meanIou\":null,"
                                + "\"fused\":{\"entropy\":6.5,\"deviation\":30.0},\"average\":{\"entropy\":5.5}}");
    }

    @Test
    void metricBehindAGroupStandsOutsideIt() throws IOException {
        Path file = folder.resolve("log.jsonl");
        Map<String, OptionalDouble> metrics = new LinkedHashMap<>();
        metrics.put("a.x", OptionalDouble.of(1));
        metrics.put("y", OptionalDouble.of(2));
        try (JsonLinesLog log = JsonLinesLog.open(file, 4, clock)) {
            log.validated(new ValidationResult(5, 1, 0, Map.of(), metrics, ""));
        }
        assertThat(Files.readAllLines(file).get(1)).endsWith("\"terms\":{},\"a\":{\"x\":1.0},\"y\":2.0}");
    }
}
