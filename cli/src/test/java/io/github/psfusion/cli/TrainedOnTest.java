// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which pairs weights were trained on, from their file through a comparison to the scores of stored images. */
@Tag("slow")
class TrainedOnTest {
    @TempDir
    private Path folder;

    @Test
    void theListGoesFromTheWeightsThroughAComparisonToItsImages() throws IOException {
        ScoredScenes scenes = ScoredScenes.write(folder.resolve("all"), "1", "2", "3");
        ScoredScenes seen = ScoredScenes.write(folder.resolve("seen"), "2");
        Files.move(seen.infrared("2"), folder.resolve("seen/ir/renamed.png"));
        Files.move(seen.visible("2"), folder.resolve("seen/vi/renamed.png"));
        Path plain = RuleWeightFile.write(folder.resolve("plain.safetensors"));
        Path known = folder.resolve("known.safetensors");

        Run annotated = Run.of(
                "weights",
                "annotate",
                plain.toString(),
                "--training-pairs",
                folder.resolve("seen").toString(),
                "-o",
                known.toString());
        assertThat(annotated.status()).as(annotated.err()).isZero();
        assertThat(annotated.out()).contains("trained on 1 pair,");
        RuleWeightFile.delete(plain);
        assertThat(Run.of("weights", "inspect", known.toString()).out()).contains("training_pairs: 1 pair\n");

        Run compared = compare(known, "--report", "json,csv", "--metrics", "EN");
        assertThat(compared.status()).as(compared.err()).isZero();
        assertThat(compared.err()).contains(" was trained on 1 of these 3 pairs; its scores on them do not hold");
        JsonNode scores =
                new ObjectMapper().readTree(folder.resolve("out/scores.json").toFile());
        assertThat(scores.at("/methods/2/trainedOn/pairs").toString()).isEqualTo("[\"2\"]");
        assertThat(scores.at("/methods/2/settings/precision").asText()).isEqualTo("float32");
        assertThat(compared.out()).containsPattern("in\\sfloat32\\.");

        Path made;
        try (var folders = Files.list(folder.resolve("out/images"))) {
            made = folders.findFirst().orElseThrow();
        }
        Run evaluated = Run.of(
                "evaluate", "--pairs", folder.resolve("all").toString(), "--fused", made.toString(), "--metrics", "EN");
        assertThat(evaluated.err()).contains(" was trained on 1 of these 3 pairs");
        assertThat(scenes.infrared("1")).exists();
    }

    private Run compare(Path weights, String... more) {
        String[] arguments = {
            "compare",
            "--pairs",
            folder.resolve("all").toString(),
            "-m",
            "psfusion:weights=" + weights,
            "-o",
            folder.resolve("out").toString(),
            "--threads",
            "1"
        };
        return Run.of(
                Stream.concat(Arrays.stream(arguments), Arrays.stream(more)).toArray(String[]::new));
    }
}
