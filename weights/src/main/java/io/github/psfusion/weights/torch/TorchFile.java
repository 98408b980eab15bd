// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights.torch;

import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.weights.MappedFile;
import io.github.psfusion.weights.StoredTensor;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFormatException;
import io.github.psfusion.weights.torch.PickleValue.Placed;
import io.github.psfusion.weights.torch.PickleValue.Storage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** An opened file of PyTorch's, in either form. */
final class TorchFile implements WeightFile {
    private final MappedFile file;
    private final String format;
    private final StateDictFinder content;
    private final Storages storages;

    /** Where storages lie. */
    interface Storages {
        /** Returns the bytes of a storage, checked, little-endian. */
        ByteBuffer bytes(Storage storage) throws IOException;
    }

    TorchFile(MappedFile file, String format, StateDictFinder content, Storages storages) {
        this.file = file;
        this.format = format;
        this.content = content;
        this.storages = storages;
    }

    @Override
    public Path path() {
        return file.path();
    }

    @Override
    public String format() {
        return format;
    }

    @Override
    public List<String> names() {
        return List.copyOf(content.tensors().keySet());
    }

    @Override
    public boolean has(String name) {
        return content.tensors().containsKey(name);
    }

    @Override
    public DataType type(String name) {
        return placed(name).storage().type();
    }

    @Override
    public Shape shape(String name) {
        return placed(name).shape();
    }

    @Override
    public StoredTensor tensor(String name) throws IOException {
        Placed placed = placed(name);
        ByteBuffer storage = storage(name, placed);
        ByteBuffer data = placed.isContiguous() ? slice(placed, storage) : gather(placed, storage);
        return new StoredTensor(name, placed.storage().type(), placed.shape(), data);
    }

    private ByteBuffer storage(String name, Placed placed) throws IOException {
        try {
            return storages.bytes(placed.storage());
        } catch (WeightFormatException e) {
            throw e.at("tensor \"" + name + "\"");
        }
    }

    private static ByteBuffer slice(Placed placed, ByteBuffer storage) {
        int size = placed.storage().type().bytes();
        int elements = Math.toIntExact(placed.shape().elements());
        return elements == 0 ? ByteBuffer.allocate(0) : storage.slice((int) placed.offset() * size, elements * size);
    }

    /** Brings the elements of a transposed, sliced or repeated tensor into C order. */
    private static ByteBuffer gather(Placed placed, ByteBuffer storage) {
        int size = placed.storage().type().bytes();
        int elements = Math.toIntExact(placed.shape().elements());
        byte[] target = new byte[Math.multiplyExact(elements, size)];
        int rank = placed.shape().rank();
        long[] index = new long[rank];
        long at = placed.offset();
        for (int i = 0; i < elements; i++) {
            storage.get((int) at * size, target, i * size, size);
            // The next index in C order, and the element that it stands for.
            for (int k = rank - 1; k >= 0; k--) {
                at += placed.strides().get(k);
                if (++index[k] < placed.shape().size(k)) {
                    break;
                }
                at -= index[k] * placed.strides().get(k);
                index[k] = 0;
            }
        }
        return ByteBuffer.wrap(target).order(ByteOrder.LITTLE_ENDIAN);
    }

    private Placed placed(String name) {
        Placed placed = content.tensors().get(name);
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
        return List.copyOf(content.remarks());
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
