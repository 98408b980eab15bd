// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.downstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.psfusion.datasets.DatasetException;
import io.github.psfusion.platform.AtomicFile;
import io.github.psfusion.training.RunFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder of one training of an experiment: a {@link RunFolder} with {@code run.yaml}, checkpoints and weights; {@code
 * predictions/}, the class maps of the held-out pairs; and, once all of that is there, {@code result.json}.
 *
 * @param path the folder
 */
record StoredRun(Path path) {
    private static final String RESULT = "result.json";

    RunFolder run() {
        return new RunFolder(path);
    }

    Path predictions() {
        return path.resolve("predictions");
    }

    /**
     * The outcome of a training.
     *
     * @param milliseconds of the segmenter for one image, the median
     * @param steps of the training
     */
    record Result(double milliseconds, long steps) {}

    /** Returns the outcome; empty if the training is not finished. */
    Optional<Result> result() throws IOException {
        Path file = path.resolve(RESULT);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        JsonNode json = JsonMapper.builder().build().readTree(Files.readString(file));
        return Optional.of(
                new Result(json.path("milliseconds").asDouble(), json.path("steps").asLong()));
    }

    /** Marks the training as finished; its checkpoints are no longer needed. */
    void finish(Result result, Map<String, String> facts) throws IOException {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("milliseconds", result.milliseconds());
        json.put("steps", result.steps());
        json.put("settings", facts);
        byte[] text =
                JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
        AtomicFile.write(path.resolve(RESULT), text);
        for (Path checkpoint : run().checkpoints().newestFirst()) {
            Files.deleteIfExists(checkpoint);
        }
    }

    /**
     * Records the settings before the training begins.
     *
     * @throws DatasetException if the folder holds a training with others
     */
    void claim(Map<String, String> facts) throws IOException {
        StringBuilder text = new StringBuilder();
        facts.forEach((key, value) -> text.append(key)
                .append(": \"")
                .append(value.replace("\\", "\\\\").replace("\"", "\\\""))
                .append("\"\n"));
        Path file = run().settings();
        if (!Files.exists(file)) {
            AtomicFile.makeFolder(path);
            AtomicFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
            return;
        }
        String stored = Files.readString(file);
        if (!stored.equals(text.toString())) {
            try (Stream<String> lines = text.toString().lines()) {
                String changed = lines.filter(line -> !stored.lines().toList().contains(line))
                        .findFirst()
                        .orElse("a setting is missing");
                throw new DatasetException(path
                        + " holds a training with other settings; now is " + changed
                        + ". Name another folder with -o, or remove this one.");
            }
        }
    }
}
