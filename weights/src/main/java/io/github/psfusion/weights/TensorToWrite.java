// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights;

import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A tensor whose bytes are computed when they are written, so that a large file is never in memory whole.
 *
 * @param name its key
 * @param type type of the elements
 * @param shape sizes, outermost first
 * @param bytes computes the elements, little-endian in C order, from position to limit; called once
 */
public record TensorToWrite(String name, DataType type, Shape shape, Supplier<ByteBuffer> bytes) {
    /** Returns a stored tensor as one to be written. */
    public static TensorToWrite of(StoredTensor tensor) {
        return new TensorToWrite(tensor.name(), tensor.type(), tensor.shape(), tensor::data);
    }

    /**
     * Returns all tensors of a file as ones to be written.
     *
     * @throws IOException if one cannot be read
     */
    public static List<TensorToWrite> allOf(WeightFile file) throws IOException {
        List<TensorToWrite> tensors = new ArrayList<>();
        for (String name : file.names()) {
            tensors.add(of(file.tensor(name)));
        }
        return tensors;
    }

    /** Returns the number of bytes of all elements. */
    public long size() {
        return Math.multiplyExact(shape.elements(), (long) type.bytes());
    }

    /**
     * Computes the bytes.
     *
     * @throws IllegalStateException if their number is not that of the shape and type
     */
    public ByteBuffer checkedBytes() {
        ByteBuffer given = bytes.get();
        if (given.remaining() != size()) {
            throw new IllegalStateException(
                    name + ": " + given.remaining() + " bytes came for " + shape + " " + type + ", not " + size());
        }
        return given;
    }
}
