// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights.safetensors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.github.psfusion.tensors.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The JSON header of a safetensors file; its syntax is checked, its offsets are not.
 *
 * @param metadata the strings of {@code __metadata__}
 * @param entries tensors by name, in the order of the header
 */
record SafetensorsHeader(Map<String, String> metadata, Map<String, Entry> entries) {
    static final String METADATA = "__metadata__";

    /** More than any library allows. */
    private static final int MAX_RANK = 64;

    /** Entries of the metadata; programs write some tens. */
    private static final int MAX_METADATA = 10_000;

    /** Characters of a name that a message has. */
    private static final int PRINTED = 100;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(10)
                    .maxNameLength(1 << 16)
                    .maxStringLength(16 << 20)
                    .maxNumberLength(20)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    /**
     * A tensor of the header.
     *
     * @param begin first byte, counted from the start of the data
     * @param end byte after the last
     */
    record Entry(String name, SafetensorsType type, Shape shape, long begin, long end) {}

    /** A header that is valid JSON, but not valid safetensors; the message names the place and the reason. */
    static final class HeaderException extends IOException {
        private static final long serialVersionUID = 1L;

        HeaderException(String message) {
            super(message);
        }
    }

    /**
     * Parses a header.
     *
     * @param maxTensors more are refused
     * @throws IOException a {@link HeaderException}, or an error of the JSON parser
     */
    static SafetensorsHeader parse(String json, int maxTensors) throws IOException {
        Map<String, String> metadata = Map.of();
        Map<String, Entry> entries = new LinkedHashMap<>();
        try (JsonParser parser = JSON.createParser(json)) {
            expect(parser, parser.nextToken(), JsonToken.START_OBJECT, "the header");
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                if (name.equals(METADATA)) {
                    metadata = strings(parser);
                } else if (entries.size() == maxTensors) {
                    throw new HeaderException("more than the " + maxTensors + " tensors that are allowed");
                } else {
                    entries.put(name, entry(parser, name));
                }
            }
            if (parser.nextToken() != null) {
                throw new HeaderException("something follows the closing brace");
            }
        }
        return new SafetensorsHeader(metadata, entries);
    }

    private static Map<String, String> strings(JsonParser parser) throws IOException {
        Map<String, String> strings = new LinkedHashMap<>();
        expect(parser, parser.nextToken(), JsonToken.START_OBJECT, METADATA);
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            expect(parser, parser.nextToken(), JsonToken.VALUE_STRING, METADATA + " \"" + shortened(key) + "\"");
            if (strings.size() == MAX_METADATA) {
                throw new HeaderException(METADATA + " has more than " + MAX_METADATA + " entries");
            }
            strings.put(key, parser.getText());
        }
        return strings;
    }

    private static String shortened(String name) {
        return name.length() > PRINTED ? name.substring(0, PRINTED) + "..." : name;
    }

    private static Entry entry(JsonParser parser, String name) throws IOException {
        String where = "entry \"" + shortened(name) + "\"";
        Optional<SafetensorsType> type = Optional.empty();
        Optional<List<Long>> shape = Optional.empty();
        Optional<List<Long>> offsets = Optional.empty();
        expect(parser, parser.nextToken(), JsonToken.START_OBJECT, where);
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            switch (parser.currentName()) {
                case "dtype" -> {
                    expect(parser, parser.nextToken(), JsonToken.VALUE_STRING, where + ", dtype");
                    String found = parser.getText();
                    type = Optional.of(SafetensorsType.named(found)
                            .orElseThrow(() -> new HeaderException(
                                    where + " has the unknown dtype \"" + shortened(found) + "\"")));
                }
                case "shape" -> shape = Optional.of(naturals(parser, where + ", shape", MAX_RANK));
                case "data_offsets" -> offsets = Optional.of(naturals(parser, where + ", data_offsets", 2));
                default ->
                    throw new HeaderException(
                            where + " has the unknown member \"" + shortened(parser.currentName()) + "\"");
            }
        }
        if (type.isEmpty()
                || shape.isEmpty()
                || offsets.isEmpty()
                || offsets.get().size() != 2) {
            throw new HeaderException(where + " needs a dtype, a shape and two data_offsets");
        }
        return entry(name, type.get(), shape.get(), offsets.get());
    }

    private static Entry entry(String name, SafetensorsType type, List<Long> sizes, List<Long> offsets)
            throws HeaderException {
        String where = "entry \"" + shortened(name) + "\"";
        long begin = offsets.get(0);
        long end = offsets.get(1);
        Shape shape;
        long bytes;
        try {
            shape = Shape.of(sizes.stream().mapToLong(Long::longValue).toArray());
            bytes = Math.multiplyExact(shape.elements(), (long) type.bytes());
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new HeaderException(where + " has the shape " + sizes + ", whose size overflows");
        }
        if (end < begin || end - begin != bytes) {
            throw new HeaderException(where + " has the data_offsets " + offsets + ", but " + type + " " + shape
                    + " takes " + bytes + " bytes");
        }
        return new Entry(name, type, shape, begin, end);
    }

    private static List<Long> naturals(JsonParser parser, String where, int most) throws IOException {
        List<Long> numbers = new ArrayList<>();
        expect(parser, parser.nextToken(), JsonToken.START_ARRAY, where);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            expect(parser, parser.currentToken(), JsonToken.VALUE_NUMBER_INT, where);
            long number = parser.getLongValue();
            if (number < 0) {
                throw new HeaderException(where + " has the negative number " + number);
            }
            if (numbers.size() == most) {
                throw new HeaderException(where + " has more than " + most + " numbers");
            }
            numbers.add(number);
        }
        return numbers;
    }

    private static void expect(JsonParser parser, JsonToken found, JsonToken expected, String where)
            throws IOException {
        if (found != expected) {
            throw new HeaderException(where + ": found " + (found == null ? "the end" : found) + " at character "
                    + parser.currentTokenLocation().getCharOffset() + ", expected " + expected);
        }
    }
}
