// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.psfusion.cli.console.Cancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What {@code run.yaml} records: every option of {@code train} that decides what is computed, with its value. */
@Tag("slow")
class TrainRecordTest {
    /** Where and how often to run, not what to compute; and the one of two lengths that is not given. */
    private static final Set<String> NOT_RECORDED = Set.of("output", "resume", "dry-run", "epochs");

    /** Excludes patterns. */
    private static final String TABLE = "pair-table";

    @TempDir
    private Path folder;

    /** Values that are not the defaults. */
    private Map<String, Object> options() throws IOException {
        Path scenes = folder.resolve("scenes");
        assertThat(Run.of("dataset", "generate", "-o", scenes.toString(), "--pairs", "5", "--size", "48x32")
                        .status())
                .isZero();
        Path held = scenes.resolve("validation");
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("data", List.of(scenes.toString(), "synthetic:0.25"));
        options.put("validation", List.of(scenes.resolve("train").toString(), held.toString()));
        options.put("labels", "optional");
        options.put("classes", "10");
        options.put("scale", "0.75..1.25");
        options.put("crop", "32x64..64x64");
        options.put("batch-size", "3");
        options.put("grad-accumulation", "2");
        options.put("augmentation", "crop");
        options.put("photometric", "gamma=0.5,jpeg=0.25");
        options.put("saliency-masks", "true");
        options.put("ir-range", "10,200");
        options.put("vi-range", "5,250");
        options.put("steps", "7");
        options.put("learning-rate", "0.002");
        options.put("warm-up", "5");
        options.put("schedule", "cosine");
        options.put("momentum", "0.5");
        options.put("weight-decay", "0.01");
        options.put("optimizer", "adamw");
        options.put("ema", "0.99");
        options.put("recalibrate", "0");
        options.put("freeze-batch-norm", "true");
        options.put("freeze-pooled-norms", "true");
        options.put("loss-weights", "gradient=3,correlation=2");
        options.put("stage", "whole");
        options.put("without", "none");
        options.put("class-weights", "1.0,2.0,3.0,4.0,5.0,6.0,7.0,8.0,9.0,10.5");
        options.put("intensity-roles", "released");
        options.put("contrast-mask", "floor:4.5");
        options.put("intensity-target", "sum");
        options.put("intensity-error", "absolute");
        options.put("source-contrast", "1.25");
        options.put(
                "pretrained",
                RuleWeightFile.write(folder.resolve("rule.safetensors")).toString());
        options.put("seed", "77");
        options.put("precision", "float32");
        options.put("checkpoint-every", "11");
        options.put("keep", "2");
        options.put("validate-every", "12");
        options.put("preview-every", "13");
        options.put("log", "csv");
        options.put("ir-pattern", "{id}");
        options.put("vi-pattern", "{id}");
        options.put("label-pattern", "{id}");
        options.put("pair-by", "name");
        options.put("margin", "1");
        options.put("patience", "9");
        return options;
    }

    @Test
    void everyOptionIsRecordedWithItsValue() throws IOException {
        Map<String, Object> options = options();
        Path run = folder.resolve("run");
        List<String> arguments = new ArrayList<>(List.of("train", "-o", run.toString()));
        options.forEach((name, value) -> {
            for (Object each : value instanceof List<?> values ? values : List.of(value)) {
                arguments.add("--" + name + "=" + each);
            }
        });
        Cancellation cancellation = new Cancellation();
        Thread user = new Thread(() -> {
            while (!Files.exists(run.resolve("run.yaml"))) { // written before the first step, which need not be done
                Thread.onSpinWait();
            }
            cancellation.request(143);
        });
        user.setDaemon(true);
        user.start();
        Run stopped = Run.with(Map.of(), cancellation, arguments.toArray(String[]::new));
        assertThat(stopped.status()).as(stopped.err()).isEqualTo(143);

        Object yaml =
                new Load(LoadSettings.builder().build()).loadFromString(Files.readString(run.resolve("run.yaml")));
        Map<String, Object> values = new LinkedHashMap<>();
        if (yaml instanceof Map<?, ?> file && file.get("train") instanceof Map<?, ?> recorded) {
            recorded.forEach((name, value) ->
                    values.put(String.valueOf(name), value instanceof List<?> ? value : String.valueOf(value)));
        }
        assertThat(values).containsExactlyInAnyOrderEntriesOf(options);

        JsonNode repeated = Run.of("train", "--resume", run.toString(), "--show-config", "--json")
                .json();
        options.forEach((name, value) ->
                assertThat(repeated.at("/" + name + "/value").asText()).as(name).isEqualTo(value.toString()));

        Set<String> known = new TreeSet<>(options.keySet());
        known.addAll(NOT_RECORDED);
        known.add(TABLE);
        assertThat(known).as("the options of this test are all that train has").containsAll(longOptions());
    }

    /** Returns the names of the options in the help of {@code train}, common ones left out. */
    private static List<String> longOptions() {
        return Run.of("train", "--help")
                .out()
                .lines()
                .filter(line -> line.startsWith("  ") && line.strip().startsWith("-"))
                .flatMap(line -> List.of(line.strip().split("[ ,=]+")).stream().limit(3))
                .filter(word -> word.startsWith("--"))
                .map(word -> word.substring(2))
                .filter(name -> !name.equals("accumulate") && !name.equals("initial"))
                .toList();
    }
}
