// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names of options and commands of earlier versions: still read everywhere, shown nowhere. */
class OldNamesTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"accumulate, grad-accumulation, 3", "initial, pretrained, w.safetensors"})
    void oldOptionsAreReadFromTheCommandLine(String old, String name, String value) throws IOException {
        Run run = Run.of("train", "--" + old, value, "--show-config", "--json");
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.json().at("/" + name + "/value").asText()).isEqualTo(value);
        assertThat(run.json().at("/" + name + "/origin").asText()).isEqualTo("command line");
        assertThat(run.json().has(old)).isFalse();
        Run attached = Run.of("train", "--" + old + "=" + value, "--show-config", "--json");
        assertThat(attached.json().at("/" + name + "/value").asText()).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "accumulate, grad-accumulation, 3, 4",
        "initial, pretrained, w.safetensors, x.safetensors",
        "pretrained, pretrained, w.safetensors, x.safetensors",
        "seed, seed, 1, 2",
        "threads, threads, 1, 2"
    })
    void optionGivenTwiceIsNamedWithBothValues(String first, String second, String one, String other)
            throws IOException {
        Run run = Run.of("train", "--" + first, one, "--" + second + "=" + other, "--show-config");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("--" + second + " is given twice");
        if (!first.equals("threads")) { // outside of groups the parser itself refuses, without the values
            assertThat(run.err()).contains(one + ", " + other);
        }
        Run around = Run.of("--threads", "3", "train", "--threads", "4", "--show-config");
        assertThat(around.status()).isEqualTo(2);
        Path config = Files.writeString(
                folder.resolve("own.yaml"), "train:\n  " + first + ": " + one + "\n  " + second + ": " + other + "\n");
        if (!first.equals("threads")) {
            Run configured = Run.of("train", "--config", config.toString(), "--show-config");
            assertThat(configured.status()).isEqualTo(2);
            assertThat(configured.err())
                    .contains(config + ":3: " + second + " is given twice")
                    .contains("has a value at " + config + ":2 already");
        }
    }

    @Test
    void oldOptionsAreReadFromConfigurations() throws IOException {
        Path config = Files.writeString(
                folder.resolve("own.yaml"),
                "train:\n  accumulate: 3\n  initial: w.safetensors\ndataset:\n  sample:\n    pairs: 7\n");
        Run train = Run.of("train", "--config", config.toString(), "--show-config", "--json");
        assertThat(train.status()).as(train.err()).isZero();
        assertThat(train.json().at("/grad-accumulation/value").asText()).isEqualTo("3");
        assertThat(train.json().at("/grad-accumulation/origin").asText()).isEqualTo(config + ":2");
        assertThat(train.json().at("/pretrained/value").asText()).isEqualTo("w.safetensors");
        assertThat(train.json().at("/pretrained/origin").asText()).isEqualTo(config + ":3");
        for (String name : List.of("generate", "sample")) {
            Run generate = Run.of("dataset", name, "-o", "x", "--config", config.toString(), "--show-config", "--json");
            assertThat(generate.json().at("/pairs/value").asText()).as(name).isEqualTo("7");
        }
    }

    @Test
    void newNamesOnTheCommandLineWinOverOldOnesInTheUsersConfiguration() throws IOException {
        Path user = folder.resolve("psfusion/config.yaml");
        Files.createDirectories(user.getParent());
        Files.writeString(user, "train:\n  accumulate: 3\n");
        Run run = Run.with(
                Map.of("XDG_CONFIG_HOME", folder.toString()),
                "train",
                "--grad-accumulation",
                "2",
                "--show-config",
                "--json");
        assertThat(run.json().at("/grad-accumulation/value").asText()).isEqualTo("2");
    }

    @Test
    void settingsOfAnOldRunAreReadOnResuming() throws IOException {
        Files.writeString(
                folder.resolve("run.yaml"),
                "train:\n  data: /data\n  accumulate: 4\n  initial: /w.safetensors\n  augmentation: mirror\n");
        Run run = Run.of("train", "--resume", folder.toString(), "--show-config", "--json");
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.json().at("/grad-accumulation/value").asText()).isEqualTo("4");
        assertThat(run.json().at("/pretrained/value").asText()).isEqualTo("/w.safetensors");
        assertThat(run.json().at("/augmentation/value").asText()).isEqualTo("mirror");
    }

    @Test
    void helpAndSuggestionsShowNewNamesOnly() {
        String help = Run.of("train", "--help").out();
        assertThat(help)
                .contains("--grad-accumulation N", "--pretrained FILE")
                .doesNotContain("--accumulate", "--initial");
        assertThat(Run.of("dataset", "--help").out()).contains("generate").doesNotContain("sample");
        assertThat(Run.of("train", "--initail", "x").err()).doesNotContain("--initial?");
        assertThat(Run.of("train", "--grad-acumulation", "x").err()).contains("Did you mean --grad-accumulation?");
        assertThat(Run.of("dataset", "genrate").err()).contains("did you mean generate?");
    }

    @Test
    void oldCommandRuns() {
        Path scenes = folder.resolve("scenes");
        Run run = Run.of("dataset", "sample", "-o", scenes.toString(), "--pairs", "2", "--size", "48x32");
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(scenes.resolve("train/ir")).isDirectory();
        assertThat(Run.of("help", "dataset", "sample").out())
                .isEqualTo(Run.of("help", "dataset", "generate").out());
    }
}
