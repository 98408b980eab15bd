// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.psfusion.platform.LineFile;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.OptionalDouble;

/** Records of all events of a run, {@code log.jsonl}: a JSON object with its time on each line; only appended to. */
public final class JsonLinesLog implements RunLog {
    private static final JsonFactory JSON = new JsonFactory();

    private final LineFile lines;
    private final Clock clock;

    private JsonLinesLog(LineFile lines, Clock clock) {
        this.lines = lines;
        this.clock = clock;
    }

    /**
     * Opens the file for appending.
     *
     * @param stepsDone steps done before this process
     */
    public static JsonLinesLog open(Path file, long stepsDone, Clock clock) throws IOException {
        JsonLinesLog log = new JsonLinesLog(LineFile.open(file), clock);
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
            metrics(json, result.metrics());
        });
    }

    /** Writes metrics whose names share the part before a dot as one object. */
    private static void metrics(JsonGenerator json, Map<String, OptionalDouble> metrics) throws IOException {
        String open = "";
        for (Map.Entry<String, OptionalDouble> metric : metrics.entrySet()) {
            int dot = metric.getKey().indexOf('.');
            String group = metric.getKey().substring(0, Math.max(dot, 0));
            if (!group.equals(open)) {
                if (!open.isEmpty()) {
                    json.writeEndObject();
                }
                if (!group.isEmpty()) {
                    json.writeObjectFieldStart(group);
                }
                open = group;
            }
            String name = metric.getKey().substring(dot + 1);
            if (metric.getValue().isPresent()) {
                json.writeNumberField(name, metric.getValue().getAsDouble());
            } else {
                json.writeNullField(name);
            }
        }
        if (!open.isEmpty()) {
            json.writeEndObject();
        }
    }

    private static void terms(JsonGenerator json, Map<String, Double> terms) throws IOException {
        json.writeObjectFieldStart("terms");
        for (Map.Entry<String, Double> term : terms.entrySet()) {
            json.writeNumberField(term.getKey(), term.getValue());
        }
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
        lines.add(line.toString());
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
