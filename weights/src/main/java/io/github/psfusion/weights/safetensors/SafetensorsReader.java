// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights.safetensors;

import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.weights.MappedFile;
import io.github.psfusion.weights.ReadLimits;
import io.github.psfusion.weights.StoredTensor;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a safetensors file: length of the header in 8 bytes, JSON header, data.
 *
 * <p>Checked on opening: lengths, UTF-8, JSON, no name twice, sizes without overflow, and that the tensors cover the data
 * exactly, without holes, overlaps or anything behind. Tensors are mapped. Unsigned types of more than a byte and the 8-bit
 * floating types are remarked upon and left out.
 *
 * <p>Format: github.com/huggingface/safetensors.
 */
public final class SafetensorsReader implements WeightFile {
    /** Bytes that hold the length of the header. */
    private static final int PREFIX = 8;

    /** The format permits 100 MB, which take more than a gigabyte to parse; large networks have less than one. */
    private static final long MAX_HEADER = 16 << 20;

    private final MappedFile file;
    private final long dataStart;
    private final Map<String, SafetensorsHeader.Entry> entries = new LinkedHashMap<>();
    private final Map<String, String> metadata;
    private final List<String> remarks = new ArrayList<>();

    /**
     * Reads and checks the header.
     *
     * @param file is closed with this reader, but not if opening fails
     * @throws WeightFormatException if the file breaks a rule of the format or exceeds a limit
     */
    public SafetensorsReader(MappedFile file, ReadLimits limits) throws IOException {
        this.file = file;
        long headerLength = headerLength(file);
        dataStart = PREFIX + headerLength;
        SafetensorsHeader header = header(file, headerLength, limits.tensors());
        checkCoverage(List.copyOf(header.entries().values()), limits);
        metadata = Collections.unmodifiableMap(header.metadata());
        for (SafetensorsHeader.Entry entry : header.entries().values()) {
            if (entry.type().type().isPresent()) {
                entries.put(entry.name(), entry);
            } else {
                remarks.add(
                        entry.name() + ": " + entry.type() + " " + entry.shape() + ", a type that is not in use here");
            }
        }
    }

    private static long headerLength(MappedFile file) throws IOException {
        long length = file.part(0, PREFIX).getLong(0);
        long most = Math.min(MAX_HEADER, file.size() - PREFIX);
        if (length < 2 || length > most) {
            throw new WeightFormatException(
                    file.path(),
                    "offset 0: the header has a declared length of " + Long.toUnsignedString(length) + " bytes; 2 to "
                            + most + " are possible. " + REMEDY);
        }
        return length;
    }

    private static final String REMEDY = "The file is cut off or damaged; copy or download it again.";

    private static SafetensorsHeader header(MappedFile file, long length, int maxTensors) throws IOException {
        try {
            // Decoded first, strictly: the JSON parser would guess UTF-16 or UTF-32 from zero bytes.
            String json = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(file.part(PREFIX, length))
                    .toString();
            return SafetensorsHeader.parse(json, maxTensors);
        } catch (CharacterCodingException e) {
            throw new WeightFormatException(file.path(), "the header is not UTF-8. " + REMEDY, e);
        } catch (SafetensorsHeader.HeaderException e) {
            throw new WeightFormatException(file.path(), "header: " + e.getMessage() + ". " + REMEDY, e);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new WeightFormatException(
                    file.path(), "the header is not valid JSON: " + e.getOriginalMessage() + ". " + REMEDY, e);
        }
    }

    private void checkCoverage(List<SafetensorsHeader.Entry> all, ReadLimits limits) throws WeightFormatException {
        long data = file.size() - dataStart;
        if (data > limits.dataBytes()) {
            throw new WeightFormatException(
                    path(), data + " bytes of data exceed the limit of " + limits.dataBytes() + ".");
        }
        List<SafetensorsHeader.Entry> sorted = new ArrayList<>(all);
        sorted.sort(Comparator.comparingLong(SafetensorsHeader.Entry::begin)
                .thenComparingLong(SafetensorsHeader.Entry::end));
        long reached = 0;
        for (SafetensorsHeader.Entry entry : sorted) {
            if (entry.begin() != reached || entry.end() > data) {
                throw new WeightFormatException(
                        path(),
                        "entry \"" + entry.name() + "\" lies at [" + entry.begin() + ", " + entry.end()
                                + ") of the data; expected from " + reached + " to " + data + " at most. " + REMEDY);
            }
            reached = entry.end();
        }
        if (reached != data) {
            throw new WeightFormatException(
                    path(), "the tensors end at " + reached + " of the data, which has " + data + " bytes. " + REMEDY);
        }
    }

    @Override
    public Path path() {
        return file.path();
    }

    @Override
    public String format() {
        return "safetensors";
    }

    @Override
    public List<String> names() {
        return List.copyOf(entries.keySet());
    }

    @Override
    public boolean has(String name) {
        return entries.containsKey(name);
    }

    @Override
    public DataType type(String name) {
        return entry(name).type().type().orElseThrow();
    }

    @Override
    public Shape shape(String name) {
        return entry(name).shape();
    }

    @Override
    public StoredTensor tensor(String name) throws IOException {
        SafetensorsHeader.Entry entry = entry(name);
        ByteBuffer data = file.part(dataStart + entry.begin(), entry.end() - entry.begin());
        return new StoredTensor(name, type(name), entry.shape(), data);
    }

    @Override
    public Map<String, String> metadata() {
        return metadata;
    }

    @Override
    public List<String> remarks() {
        return Collections.unmodifiableList(remarks);
    }

    private SafetensorsHeader.Entry entry(String name) {
        SafetensorsHeader.Entry entry = entries.get(name);
        if (entry == null) {
            throw new IllegalArgumentException(path() + " has no tensor \"" + name + "\"");
        }
        return entry;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
