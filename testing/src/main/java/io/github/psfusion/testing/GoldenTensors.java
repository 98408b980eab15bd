// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.testing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tensors of a golden file in safetensors form, as doubles.
 *
 * <p>For trusted files of our own, and independent of the product's reader, which has its own tests.
 */
public final class GoldenTensors {
    /** Index rule of the golden files: element k of {@code NAME#sub} is the one at {@code (k * STEP) mod size}. */
    private static final long STEP = 1000003;

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final ByteBuffer data;
    private final Path source;

    private record Entry(String type, List<Long> shape, long begin, long end) {}

    private GoldenTensors(Path source, byte[] bytes) throws IOException {
        this.source = source;
        ByteBuffer all = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int headerLength = Math.toIntExact(all.getLong(0));
        data = all.slice(8 + headerLength, bytes.length - 8 - headerLength).order(ByteOrder.LITTLE_ENDIAN);
        try (JsonParser parser = new JsonFactory().createParser(bytes, 8, headerLength)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                if (name.equals("__metadata__")) {
                    parser.skipChildren();
                } else {
                    entries.put(name, entry(parser));
                }
            }
        }
    }

    private static Entry entry(JsonParser parser) throws IOException {
        String type = "";
        List<Long> shape = new ArrayList<>();
        List<Long> offsets = new ArrayList<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            parser.nextToken();
            if (key.equals("dtype")) {
                type = parser.getText();
            } else {
                List<Long> target = key.equals("shape") ? shape : offsets;
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    target.add(parser.getLongValue());
                }
            }
        }
        return new Entry(type, shape, offsets.get(0), offsets.get(1));
    }

    /** Reads a golden file. */
    public static GoldenTensors read(Path file) {
        try {
            return new GoldenTensors(file, Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a golden file of the test's own resources, {@code goldens/NAME}. */
    public static GoldenTensors resource(Class<?> test, String name) {
        String path = "/goldens/" + name;
        try (InputStream in = test.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalArgumentException("there is no test resource " + path);
            }
            return new GoldenTensors(Path.of(path), in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the names in the order of the file. */
    public Set<String> names() {
        return entries.keySet();
    }

    /** Returns whether there is a tensor of this name. */
    public boolean has(String name) {
        return entries.containsKey(name);
    }

    /** Returns the shape of a tensor. */
    public long[] shape(String name) {
        return entry(name).shape().stream().mapToLong(Long::longValue).toArray();
    }

    /** Returns the elements of a tensor, F32, F64, I64, I32, U8 or BOOL, as doubles. */
    public double[] doubles(String name) {
        Entry entry = entry(name);
        int size = switch (entry.type()) {
            case "F64", "I64" -> 8;
            case "F32", "I32" -> 4;
            case "U8", "BOOL" -> 1;
            default -> throw new IllegalArgumentException(name + " has type " + entry.type());
        };
        double[] values = new double[Math.toIntExact((entry.end() - entry.begin()) / size)];
        for (int i = 0; i < values.length; i++) {
            int at = Math.toIntExact(entry.begin() + (long) i * size);
            values[i] = switch (entry.type()) {
                case "F64" -> data.getDouble(at);
                case "F32" -> data.getFloat(at);
                case "I64" -> data.getLong(at);
                case "I32" -> data.getInt(at);
                default -> data.get(at) & 0xFF;
            };
        }
        return values;
    }

    /** Returns the elements of a tensor as floats. */
    public float[] floats(String name) {
        double[] values = doubles(name);
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    /** Returns the elements that the index rule of the golden files picks from an array. */
    public static double[] picked(double[] all, int count) {
        double[] values = new double[count];
        for (int k = 0; k < count; k++) {
            values[k] = all[(int) (k * STEP % all.length)];
        }
        return values;
    }

    private Entry entry(String name) {
        Entry entry = entries.get(name);
        if (entry == null) {
            throw new IllegalArgumentException(source + " has no tensor " + name);
        }
        return entry;
    }
}
