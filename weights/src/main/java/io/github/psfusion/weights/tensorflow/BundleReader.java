// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights.tensorflow;

import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.weights.MappedFile;
import io.github.psfusion.weights.ReadLimits;
import io.github.psfusion.weights.StoredTensor;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads a checkpoint of TensorFlow's {@code Saver}, in the form since TensorFlow 0.12: an index, {@code PREFIX.index}, and the
 * elements in {@code PREFIX.data-00000-of-00001} and further such files. The graph, {@code PREFIX.meta}, is not needed.
 *
 * <p>Checked on opening: the whole index, that the files of data are there, and that all tensors lie inside them. Tensors are
 * mapped; their check sums are computed when they are first used. Strings, complex, quantized and unsigned types of more than a
 * byte are remarked upon and left out. Variables that are stored in parts are refused.
 *
 * <p>Format: github.com/tensorflow/tensorflow, core/protobuf/tensor_bundle.proto and core/util/tensor_bundle.
 */
public final class BundleReader implements WeightFile {
    /** An index has some 50 bytes for each tensor. */
    private static final long MAX_INDEX = 64 << 20;

    private static final int MAX_FOOTER = 48;

    private final MappedFile index;
    private final Map<Integer, MappedFile> shards = new TreeMap<>();
    private final Map<String, Placed> tensors = new LinkedHashMap<>();
    private final List<String> remarks = new ArrayList<>();
    private final Set<String> checked = ConcurrentHashMap.newKeySet();

    /** A tensor, and the file that holds its elements. */
    private record Placed(BundleEntry entry, DataType type, MappedFile shard) {}

    private BundleReader(MappedFile index) {
        this.index = index;
    }

    /**
     * Returns the index of the checkpoint that a path names: by its prefix, which is no file, by a file of its data, or by its
     * graph.
     *
     * @return that of a file of data even if it is not there; empty if the path names none of these; it may be an index itself
     */
    public static Optional<Path> index(Path path) {
        return BundleFiles.index(path);
    }

    /** Returns whether a file ends as an index does. */
    public static boolean recognizes(MappedFile file) throws IOException {
        long length = Math.min(file.size(), MAX_FOOTER);
        return SortedTable.endsAsTable(file.part(file.size() - length, length));
    }

    /**
     * Opens a checkpoint.
     *
     * @param index is closed with the result, but not if opening fails
     * @throws WeightFormatException if a file breaks a rule of the format, exceeds a limit or is missing
     */
    public static WeightFile open(MappedFile index, ReadLimits limits) throws IOException {
        BundleReader reader = new BundleReader(index);
        boolean opened = false;
        try {
            reader.read(limits);
            opened = true;
            return reader;
        } finally {
            if (!opened) {
                reader.closeShards();
            }
        }
    }

    private void read(ReadLimits limits) throws IOException {
        if (index.size() > MAX_INDEX) {
            throw new WeightFormatException(
                    path(), index.size() + " bytes exceed the " + MAX_INDEX + " that an index may have.");
        }
        BundleIndex listed = BundleIndex.read(path(), index.part(0, index.size()), limits);
        for (BundleEntry entry : listed.entries()) {
            Optional<DataType> type = entry.type().type();
            if (type.isPresent()) {
                tensors.put(entry.name(), new Placed(entry, type.get(), shard(entry, listed.shards())));
            } else {
                remarks.add(
                        entry.name() + ": " + entry.type() + " " + entry.shape() + ", a type that is not in use here");
            }
        }
    }

    /** Returns the file that holds a tensor, opened if it is the first one there. */
    private MappedFile shard(BundleEntry entry, int count) throws IOException {
        MappedFile shard = shards.get(entry.shard());
        if (shard == null) {
            shard = open(BundleFiles.data(path(), entry.shard(), count));
            shards.put(entry.shard(), shard);
        }
        if (entry.offset() > shard.size() - entry.size()) {
            throw new WeightFormatException(
                    shard.path(),
                    "tensor \"" + entry.name() + "\" has " + entry.size() + " bytes at offset " + entry.offset()
                            + ", but the file ends at " + shard.size()
                            + ". It is cut off, or belongs to another index; copy or download both again.");
        }
        return shard;
    }

    private MappedFile open(Path file) throws IOException {
        try {
            return MappedFile.open(file);
        } catch (NoSuchFileException e) {
            throw new WeightFormatException(
                    path(),
                    "is the index of a TensorFlow checkpoint; its values are in " + file.getFileName()
                            + ", which is not beside it. Copy it there.",
                    e);
        }
    }

    @Override
    public Path path() {
        return index.path();
    }

    /** Returns the index, then the files of data that are in use. */
    @Override
    public List<Path> files() {
        List<Path> files = new ArrayList<>(List.of(path()));
        shards.values().forEach(shard -> files.add(shard.path()));
        return List.copyOf(files);
    }

    @Override
    public String format() {
        return "TensorFlow checkpoint";
    }

    @Override
    public List<String> names() {
        return List.copyOf(tensors.keySet());
    }

    @Override
    public boolean has(String name) {
        return tensors.containsKey(name);
    }

    @Override
    public DataType type(String name) {
        return placed(name).type();
    }

    @Override
    public Shape shape(String name) {
        return placed(name).entry().shape();
    }

    @Override
    public StoredTensor tensor(String name) throws IOException {
        Placed placed = placed(name);
        BundleEntry entry = placed.entry();
        ByteBuffer data = placed.shard().part(entry.offset(), entry.size());
        if (!checked.contains(name)) {
            if (MaskedCrc32c.of(data) != entry.checkSum()) {
                throw new WeightFormatException(
                        placed.shard().path(),
                        "tensor \"" + name + "\" has another check sum than the index declares. The file is damaged, or"
                                + " belongs to another index; copy or download both again.");
            }
            checked.add(name);
        }
        return new StoredTensor(name, placed.type(), entry.shape(), data);
    }

    private Placed placed(String name) {
        Placed placed = tensors.get(name);
        if (placed == null) {
            throw new IllegalArgumentException(path() + " has no tensor \"" + name + "\"");
        }
        return placed;
    }

    @Override
    public Map<String, String> metadata() {
        return Map.of();
    }

    @Override
    public List<String> remarks() {
        return List.copyOf(remarks);
    }

    @Override
    public void close() throws IOException {
        try (index) {
            closeShards();
        }
    }

    private void closeShards() throws IOException {
        IOException failure = null;
        for (MappedFile shard : shards.values()) {
            try {
                shard.close();
            } catch (IOException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
