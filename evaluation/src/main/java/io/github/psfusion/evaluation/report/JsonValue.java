// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.psfusion.evaluation.ScoreFileException;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value in an untrusted JSON file, with its path for messages. Every access checks the type. */
final class JsonValue {
    /** Enough for 6 metrics and 10 methods on 15,000 pairs. */
    private static final long MAX_BYTES = 64L << 20;

    private static final int MAX_DEPTH = 10;
    private static final int MAX_TEXT = 1 << 16;
    private static final int MAX_DIGITS = 100;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxStringLength(MAX_TEXT)
                            .maxNameLength(MAX_TEXT)
                            .maxNumberLength(MAX_DIGITS)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Path file;
    private final String place;
    private final JsonNode node;

    private JsonValue(Path file, String place, JsonNode node) {
        this.file = file;
        this.place = place;
        this.node = node;
    }

    /**
     * Reads a file.
     *
     * @throws ScoreFileException if it is too large or no JSON
     */
    static JsonValue read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new ScoreFileException(file + ": there is no such file of scores. Name a scores.json that"
                    + " `psfusion evaluate` or `psfusion compare` wrote.");
        }
        long bytes = Files.size(file);
        if (bytes > MAX_BYTES) {
            throw new ScoreFileException(file + ": " + bytes + " bytes are too many for a file of scores (at most "
                    + MAX_BYTES + "). Score fewer pairs at a time.");
        }
        try {
            return new JsonValue(file, "", JSON.readTree(Files.readAllBytes(file)));
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? ""
                    : "line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ": ";
            throw new ScoreFileException(
                    file + ": " + where + e.getOriginalMessage() + ". The file is no JSON, or damaged.", e);
        } catch (CharConversionException e) {
            throw new ScoreFileException(file + ": " + e.getMessage() + ". The file is not in UTF-8, or damaged.", e);
        }
    }

    /** Returns the error that this value is not as expected. */
    ScoreFileException wrong(String expected) {
        String text = node.isMissingNode() ? "nothing" : node.toString();
        String found = text.length() > 60 ? text.substring(0, 60) + "..." : text;
        return new ScoreFileException(file + ": at " + (place.isEmpty() ? "its head" : place) + ": found " + found
                + ", expected " + expected + ". Was the file written by another program, or changed by hand?");
    }

    JsonValue at(String key) throws ScoreFileException {
        if (!node.isObject()) {
            throw wrong("an object");
        }
        return new JsonValue(file, place.isEmpty() ? key : place + "." + key, node.path(key));
    }

    boolean isThere() {
        return !node.isMissingNode() && !node.isNull();
    }

    boolean isNull() {
        return node.isNull();
    }

    boolean isText() {
        return node.isTextual();
    }

    boolean bool() throws ScoreFileException {
        if (!node.isBoolean()) {
            throw wrong("true or false");
        }
        return node.booleanValue();
    }

    String text() throws ScoreFileException {
        if (!node.isTextual()) {
            throw wrong("a text");
        }
        return node.textValue();
    }

    double number() throws ScoreFileException {
        if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
            throw wrong("a finite number");
        }
        return node.doubleValue();
    }

    int integer(int least) throws ScoreFileException {
        if (!node.isInt() || node.intValue() < least) {
            throw wrong("a whole number, at least " + least);
        }
        return node.intValue();
    }

    List<JsonValue> list() throws ScoreFileException {
        if (!node.isArray()) {
            throw wrong("a list");
        }
        List<JsonValue> values = new ArrayList<>(node.size());
        for (int i = 0; i < node.size(); i++) {
            values.add(new JsonValue(file, place + "[" + i + "]", node.get(i)));
        }
        return values;
    }

    List<String> texts() throws ScoreFileException {
        List<String> texts = new ArrayList<>();
        for (JsonValue value : list()) {
            texts.add(value.text());
        }
        return texts;
    }

    List<String> keys() throws ScoreFileException {
        if (!node.isObject()) {
            throw wrong("an object");
        }
        return node.properties().stream().map(Map.Entry::getKey).toList();
    }

    Map<String, String> textByKey() throws ScoreFileException {
        if (!node.isObject()) {
            throw wrong("an object");
        }
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            texts.put(field.getKey(), at(field.getKey()).text());
        }
        return texts;
    }
}
