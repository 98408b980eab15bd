// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights.tensorflow;

import io.github.psfusion.tensors.Shape;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A tensor of a checkpoint: the message {@code BundleEntryProto} of TensorFlow's {@code tensor_bundle.proto}.
 *
 * @param name of the variable
 * @param shard number of the file that holds the elements
 * @param offset first byte in it
 * @param size number of bytes
 * @param checkSum masked CRC-32C of these bytes
 * @param inParts whether it has no elements itself, but slices with entries of their own
 */
record BundleEntry(
        String name, BundleType type, Shape shape, int shard, long offset, long size, int checkSum, boolean inParts) {
    private static final int TYPE = 1;
    private static final int SHAPE = 2;
    private static final int SHARD = 3;
    private static final int OFFSET = 4;
    private static final int SIZE = 5;
    private static final int CHECK_SUM = 6;
    private static final int SLICES = 7;

    private static final int DIMENSION = 2;
    private static final int UNKNOWN_RANK = 3;
    private static final int DIMENSION_SIZE = 1;

    /** TensorFlow allows 254; networks need 5. */
    private static final int MAX_RANK = 64;

    /**
     * Reads an entry. Fields that are zero are not written.
     *
     * @param shards number of files that hold elements
     */
    static BundleEntry read(String name, ByteBuffer message, int shards) throws BundleException {
        ProtoFields fields = new ProtoFields(message);
        long type = 0;
        List<Long> sizes = new ArrayList<>();
        long shard = 0;
        long offset = 0;
        long size = 0;
        int checkSum = 0;
        boolean inParts = false;
        while (fields.next()) {
            switch (fields.number()) {
                case TYPE -> type = fields.integer();
                case SHAPE -> addSizes(sizes, fields.message());
                case SHARD -> shard = fields.integer();
                case OFFSET -> offset = fields.integer();
                case SIZE -> size = fields.integer();
                case CHECK_SUM -> checkSum = fields.fixed32();
                case SLICES -> inParts = true;
                default -> {}
            }
        }
        if (shard < 0 || shard >= shards) {
            throw new BundleException("lies in file " + shard + " of " + shards);
        }
        if (offset < 0 || size < 0) {
            throw new BundleException("lies at offset " + offset + ", of " + size + " bytes");
        }
        BundleEntry entry =
                new BundleEntry(name, BundleType.of(type), shape(sizes), (int) shard, offset, size, checkSum, inParts);
        entry.requireFittingSize();
        return entry;
    }

    private static void addSizes(List<Long> sizes, ProtoFields shape) throws BundleException {
        while (shape.next()) {
            if (shape.number() == UNKNOWN_RANK && shape.integer() != 0) {
                throw new BundleException("has no known shape");
            }
            if (shape.number() == DIMENSION) {
                if (sizes.size() == MAX_RANK) {
                    throw new BundleException("has more than " + MAX_RANK + " dimensions");
                }
                sizes.add(size(shape.message()));
            }
        }
    }

    private static long size(ProtoFields dimension) throws BundleException {
        long size = 0;
        while (dimension.next()) {
            if (dimension.number() == DIMENSION_SIZE) {
                size = dimension.integer();
            }
        }
        return size;
    }

    private static Shape shape(List<Long> sizes) throws BundleException {
        try {
            return Shape.of(sizes.stream().mapToLong(Long::longValue).toArray());
        } catch (IllegalArgumentException e) {
            throw new BundleException("has the shape " + sizes + ", which is not possible");
        }
    }

    private void requireFittingSize() throws BundleException {
        if (type.bytes() == 0 || inParts) {
            return;
        }
        long elements = shape.elements();
        if (elements > Long.MAX_VALUE / type.bytes() || size != elements * type.bytes()) {
            throw new BundleException("has " + size + " bytes, which are not those of " + type + " " + shape);
        }
    }
}
