// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.testing.Fuzz;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Any configuration gives values or a message, never an internal error; {@code -Dpsfusion.fuzz=10000} tries as many. */
class ConfigFuzzTest {
    private static final String SOUND = """
            # common
            threads: 2
            max-pixels: 1000000
            train:
              data: "/data/MSRS"
              steps: 2000
              learning-rate: 5.0E-4
              crop: 128x128
              loss-weights: &weights "gradient=10,correlation=1"
              augmentation: mirror
            fuse: {method: [average, maximum], overwrite: true}
            dataset:
              generate:
                pairs: 20
                size: 96x96
              check:
                deep: !!bool true
            ...
            """;

    @TempDir
    private Path folder;

    private void readOrRefused(byte[] yaml) throws Exception {
        Path file = Files.write(folder.resolve("config.yaml"), yaml);
        Run run = Run.of("train", "--config", file.toString(), "--show-config");
        assertThat(run.status()).as(run.err()).isIn(0, 2, 3);
        if (run.status() != 0) {
            assertThat(run.err()).startsWith("psfusion");
        }
    }

    @Test
    void mutatedConfigurationsAreReadOrRefused() {
        Fuzz.of("configuration", 100, SOUND.getBytes(StandardCharsets.UTF_8)).run(this::readOrRefused);
    }

    private static Stream<String> crafted() {
        return Stream.of(
                "",
                "\u0000",
                "\ufeffthreads: 2",
                "threads: *nothing",
                "a: &a [*a]",
                "train: &a\n  <<: *a",
                "train: &t {loss-weights: [*t]}",
                "train: {loss-weights: &t [*t]}",
                "? [1, 2]\n: 3",
                "? {a: b}\n: 3",
                "%YAML 9.9\n---\nthreads: 2",
                "%TAG ! tag:x,2000:\n---\nthreads: !x 2",
                "threads: !!java.lang.Runtime 2",
                "threads: !<tag:yaml.org,2002:binary> AA==",
                "---\nthreads: 2\n---\nthreads: 3",
                "threads: 2\n\tmax-pixels: 3",
                "threads: \"\\x",
                "threads: \"\\uD800\"",
                "threads: 'a",
                "threads: |9\n  a",
                "threads: >-\n",
                "- threads",
                "threads",
                "[".repeat(60_000),
                "{a: ".repeat(15_000),
                "- ".repeat(30_000),
                "? ".repeat(30_000),
                "train:\n  loss-weights: " + "[".repeat(5_000) + "]".repeat(5_000),
                "train: {loss-weights: " + "[".repeat(100) + "a" + "]".repeat(100) + "}",
                "a".repeat(60_000),
                "threads: " + "1".repeat(60_000),
                "threads: \"" + "\\n".repeat(30_000) + "\"",
                "#" + "x".repeat(60_000),
                "#" + "x".repeat(1_000_000),
                "&a ".repeat(1000) + "x",
                billionLaughs());
    }

    /** Each list has the one before it nine times. */
    private static String billionLaughs() {
        StringBuilder text = new StringBuilder("train:\n  loss-weights:\n    - &a0 [x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 30; i++) {
            text.append("    - &a")
                    .append(i)
                    .append(" [")
                    .append(("*a" + (i - 1) + ",").repeat(9))
                    .append("x]\n");
        }
        return text.toString();
    }

    @ParameterizedTest
    @MethodSource("crafted")
    void craftedConfigurationsAreReadOrRefused(String yaml) {
        Fuzz.measure(
                yaml.substring(0, Math.min(40, yaml.length())),
                () -> readOrRefused(yaml.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @MethodSource("invalidBytes")
    void invalidBytesAreRefused(byte[] bytes) throws Exception {
        readOrRefused(bytes);
    }

    private static Stream<byte[]> invalidBytes() {
        return Stream.of(
                new byte[] {(byte) 0xFF, (byte) 0xFE, 't', 0},
                new byte[] {'a', ':', ' ', (byte) 0xC3},
                new byte[] {(byte) 0x80},
                new byte[] {'a', ':', ' ', (byte) 0xED, (byte) 0xA0, (byte) 0x80});
    }
}
