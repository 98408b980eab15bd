// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.psfusion.evaluation.ScoreProvenance;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Maps, lists, numbers and texts as JSON. */
public final class JsonText {
    private static final ObjectWriter LINE = JsonMapper.builder().build().writer();
    private static final ObjectWriter INDENTED = LINE.withDefaultPrettyPrinter();

    private JsonText() {}

    /** Returns several lines, with the end of the last. */
    public static String indented(Map<String, @Nullable Object> content) {
        return text(INDENTED, content) + "\n";
    }

    /** Returns one line, without its end. */
    public static String line(Map<String, @Nullable Object> content) {
        return text(LINE, content);
    }

    private static String text(ObjectWriter writer, Map<String, @Nullable Object> content) {
        try {
            return writer.writeValueAsString(content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers and texts cannot be written as JSON", e);
        }
    }

    /** Begins an object with its schema and what makes its scores repeatable. */
    public static Map<String, @Nullable Object> begin(String schema, ScoreProvenance provenance) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("schema", schema);
        json.put("program", provenance.program());
        json.put("time", provenance.time().toString());
        json.put("machine", provenance.machine());
        json.put("settings", provenance.settings());
        json.put("inputs", provenance.inputs());
        return json;
    }

    /** Returns a value, or null where there is none. */
    public static @Nullable Double nullable(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    /** Returns values by their keys, null where there is none. */
    public static Map<String, @Nullable Double> nullable(Map<String, OptionalDouble> values) {
        Map<String, @Nullable Double> json = new LinkedHashMap<>();
        values.forEach((key, value) -> json.put(key, nullable(value)));
        return json;
    }
}
