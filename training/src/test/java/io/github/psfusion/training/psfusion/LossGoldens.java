// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.psfusion;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;

/** The tensors of a safetensors file among the test resources, read without the reader under test elsewhere. */
public final class LossGoldens {
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final ByteBuffer data;

    private static final class Entry {
        private String type = "";
        private long[] shape = {};
        private long[] offsets = {};
    }

    /** Reads the file. */
    public LossGoldens(String file) throws IOException {
        byte[] bytes;
        try (InputStream in = Objects.requireNonNull(LossGoldens.class.getResourceAsStream("/goldens/" + file), file)) {
            bytes = in.readAllBytes();
        }
        ByteBuffer whole = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int headerLength = Math.toIntExact(whole.getLong(0));
        data = whole.slice(Long.BYTES + headerLength, bytes.length - Long.BYTES - headerLength)
                .order(ByteOrder.LITTLE_ENDIAN);
        try (JsonParser json = new JsonFactory().createParser(bytes, Long.BYTES, headerLength)) {
            json.nextToken();
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                json.nextToken();
                if (name.equals("__metadata__")) {
                    json.skipChildren();
                } else {
                    entries.put(name, entry(json));
                }
            }
        }
    }

    private static Entry entry(JsonParser json) throws IOException {
        Entry entry = new Entry();
        for (String key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
            switch (key) {
                case "dtype" -> entry.type = json.nextTextValue();
                case "shape" -> entry.shape = numbers(json);
                default -> entry.offsets = numbers(json);
            }
        }
        return entry;
    }

    private static long[] numbers(JsonParser json) throws IOException {
        var numbers = LongStream.builder();
        json.nextToken();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            numbers.add(json.getLongValue());
        }
        return numbers.build().toArray();
    }

    private Entry find(String name) {
        return Objects.requireNonNull(entries.get(name), name);
    }

    /** Returns the values of a tensor. */
    public double[] values(String name) {
        Entry entry = find(name);
        int start = Math.toIntExact(entry.offsets[0]);
        int bytes = Math.toIntExact(entry.offsets[1]) - start;
        ByteBuffer own = data.slice(start, bytes).order(ByteOrder.LITTLE_ENDIAN);
        int elements = Math.toIntExact(Shape.of(entry.shape).elements());
        double[] values = new double[elements];
        for (int i = 0; i < elements; i++) {
            values[i] = switch (entry.type) {
                case "F64" -> own.getDouble();
                case "F32" -> own.getFloat();
                case "I64" -> own.getLong();
                case "U8" -> own.get() & 0xFF;
                default -> throw new IllegalArgumentException(name + " has type " + entry.type);
            };
        }
        return values;
    }

    /** Returns the value of a tensor of one element. */
    public double value(String name) {
        return values(name)[0];
    }

    /** Returns a tensor of a type. */
    public Tensor tensor(Backend backend, String name, DataType type) {
        return backend.doubles(Shape.of(find(name).shape), values(name)).to(type);
    }
}
