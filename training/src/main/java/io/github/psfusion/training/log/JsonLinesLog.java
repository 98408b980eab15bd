// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.psfusion.training.ImageStatistics;
import io.github.psfusion.training.StepResult;
import io.github.psfusion.training.ValidationResult;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Map;

/** Records of everything that happened, {@code log.jsonl}: a JSON object a line with its time; only ever appended to. */
public final class JsonLinesLog implements RunLog {
    private static final JsonFactory JSON = new JsonFactory();

    private final BufferedWriter writer;
    private final Clock clock;

    private JsonLinesLog(BufferedWriter writer, Clock clock) {
        this.writer = writer;
        this.clock = clock;
    }

    /**
     * Opens the file for appending.
     *
     * @param stepsDone steps done before this process
     */
    public static JsonLinesLog open(Path file, long stepsDone, Clock clock) throws IOException {
        JsonLinesLog log = new JsonLinesLog(
                Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND), clock);
        log.write("start", stepsDone, json -> {});
        return log;
    }

    @Override
    public void step(StepResult result) throws IOException {
        write("step", result.step(), json -> {
            json.writeNumberField("total", result.total());
            terms(json, result.terms());
            json.writeNumberField("gradientNorm", result.gradientNorm());
            json.writeNumberField("learningRate", result.learningRate());
            json.writeNumberField("seconds", result.seconds());
        });
    }

    @Override
    public void validated(ValidationResult result) throws IOException {
        write("validation", result.step(), json -> {
            json.writeNumberField("pairs", result.pairs());
            json.writeNumberField("total", result.total());
            terms(json, result.terms());
            if (result.meanIou().isPresent()) {
                json.writeNumberField("meanIou", result.meanIou().getAsDouble());
            } else {
                json.writeNullField("meanIou");
            }
            figures(json, "fused", result.fused());
            figures(json, "average", result.average());
        });
    }

    private static void terms(JsonGenerator json, Map<String, Double> terms) throws IOException {
        json.writeObjectFieldStart("terms");
        for (Map.Entry<String, Double> term : terms.entrySet()) {
            json.writeNumberField(term.getKey(), term.getValue());
        }
        json.writeEndObject();
    }

    private static void figures(JsonGenerator json, String name, ImageStatistics figures) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("entropy", figures.entropy());
        json.writeNumberField("deviation", figures.deviation());
        json.writeNumberField("frequency", figures.frequency());
        json.writeEndObject();
    }

    @Override
    public void saved(Path file) throws IOException {
        write("saved", -1, json -> json.writeStringField("file", file.toString()));
    }

    private interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    private void write(String event, long step, Fields fields) throws IOException {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("event", event);
            json.writeStringField("time", clock.instant().toString());
            if (step >= 0) {
                json.writeNumberField("step", step);
            }
            fields.write(json);
            json.writeEndObject();
        }
        writer.write(line + "\n");
        writer.flush();
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
