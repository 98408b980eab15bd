// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights;

import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * An opened weight file: everything but the values has been read and checked.
 *
 * <p>May be used by several threads. Tensors that were returned stay valid after closing: their mapping is released when
 * nothing refers to them any more. While it is mapped, the file must not be cut or overwritten in place by another program;
 * replacing it by a move is harmless.
 */
public interface WeightFile extends AutoCloseable {
    /** Returns the file; of weights in several files, their folder; of a TensorFlow checkpoint, its index. */
    Path path();

    /** Returns all files that were opened: several for weights that were published in parts, and for a TensorFlow checkpoint. */
    default List<Path> files() {
        return List.of(path());
    }

    /** Returns the format, such as {@code safetensors}, {@code PyTorch (zip)} or {@code TensorFlow checkpoint}. */
    String format();

    /** Returns the names of the tensors, in the order of the file. */
    List<String> names();

    /** Returns whether there is a tensor of this name. */
    boolean has(String name);

    /**
     * Returns the type of a tensor.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    DataType type(String name);

    /**
     * Returns the shape of a tensor.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    Shape shape(String name);

    /**
     * Returns a tensor with its elements, mapped where the format allows it.
     *
     * @throws IllegalArgumentException if there is none of this name
     * @throws IllegalStateException after closing
     * @throws IOException if its part of the file is damaged or cannot be read
     */
    StoredTensor tensor(String name) throws IOException;

    /** Returns the file's metadata, in its order; empty where the format has none. */
    Map<String, String> metadata();

    /** Returns what else the file holds and {@link #names} leaves out, one line each: types and values of no use here. */
    List<String> remarks();

    @Override
    void close() throws IOException;
}
