// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights.safetensors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.psfusion.platform.AtomicFile;
import io.github.psfusion.weights.TensorToWrite;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes safetensors files.
 *
 * <p>The header lists the tensors in the given order. Their data are sorted by the size of an element, largest first, and
 * begin at a multiple of 64 bytes, so that every element is aligned and can be used where it is mapped.
 */
public final class SafetensorsWriter {
    private static final int ALIGNMENT = 64;

    private static final JsonFactory JSON = new JsonFactory();

    private SafetensorsWriter() {}

    /**
     * Writes a file whole or not at all.
     *
     * @param file replaced if it exists
     * @param metadata keys and values that the file carries
     * @param tensors their bytes are computed one after another
     * @throws IllegalArgumentException if a name comes twice or is that of the metadata
     */
    public static void write(Path file, Map<String, String> metadata, List<TensorToWrite> tensors) throws IOException {
        checkNames(tensors);
        List<TensorToWrite> sorted = new ArrayList<>(tensors);
        sorted.sort(
                Comparator.comparingInt((TensorToWrite tensor) -> tensor.type().bytes())
                        .reversed());
        byte[] header = header(metadata, tensors, begins(sorted));
        AtomicFile.writeDurably(file, channel -> {
            AtomicFile.writeFully(channel, prefixed(header));
            for (TensorToWrite tensor : sorted) {
                AtomicFile.writeFully(channel, tensor.checkedBytes());
            }
        });
    }

    private static void checkNames(List<TensorToWrite> tensors) {
        Set<String> names = new HashSet<>();
        names.add(SafetensorsHeader.METADATA);
        for (TensorToWrite tensor : tensors) {
            if (!names.add(tensor.name())) {
                throw new IllegalArgumentException("the name " + tensor.name() + " is taken");
            }
        }
    }

    private static Map<String, Long> begins(List<TensorToWrite> sorted) {
        Map<String, Long> begins = new HashMap<>();
        long begin = 0;
        for (TensorToWrite tensor : sorted) {
            begins.put(tensor.name(), begin);
            begin = Math.addExact(begin, tensor.size());
        }
        return begins;
    }

    private static byte[] header(Map<String, String> metadata, List<TensorToWrite> tensors, Map<String, Long> begins)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            if (!metadata.isEmpty()) {
                json.writeObjectFieldStart(SafetensorsHeader.METADATA);
                for (Map.Entry<String, String> entry : metadata.entrySet()) {
                    json.writeStringField(entry.getKey(), entry.getValue());
                }
                json.writeEndObject();
            }
            for (TensorToWrite tensor : tensors) {
                long begin = begins.getOrDefault(tensor.name(), 0L);
                json.writeObjectFieldStart(tensor.name());
                json.writeStringField("dtype", SafetensorsType.of(tensor.type()).name());
                json.writeArrayFieldStart("shape");
                for (long size : tensor.shape().sizes()) {
                    json.writeNumber(size);
                }
                json.writeEndArray();
                json.writeArrayFieldStart("data_offsets");
                json.writeNumber(begin);
                json.writeNumber(begin + tensor.size());
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /** Puts the length before the header and pads it with spaces, so that the data begin aligned. */
    private static ByteBuffer prefixed(byte[] header) {
        int unpadded = Long.BYTES + header.length;
        int length = Math.addExact(unpadded, -unpadded & (ALIGNMENT - 1));
        ByteBuffer prefixed = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        prefixed.putLong(length - Long.BYTES).put(header);
        while (prefixed.hasRemaining()) {
            prefixed.put((byte) ' ');
        }
        return prefixed.flip();
    }
}
