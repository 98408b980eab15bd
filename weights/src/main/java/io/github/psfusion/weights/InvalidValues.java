// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights;

import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The values of one tensor with which no network can compute: NaN, infinities, numbers of 2<sup>64</sup> and more, whose squares
 * are infinite in float32, and numbers below the least that makes sense.
 *
 * @param tensor name of the tensor
 * @param count number of such values, at least 1
 * @param position indices of the first one, outermost first; empty for a scalar
 * @param first the first one, as stored
 */
public record InvalidValues(String tensor, long count, List<Long> position, double first) {
    /** Values that are copied out of the file at a time. */
    private static final int PIECE = 1 << 14;

    /** The smallest magnitude that is invalid. */
    private static final float LIMIT = 0x1p64f;

    /** Copies the position. */
    public InvalidValues {
        position = List.copyOf(position);
    }

    /**
     * Looks through all values of a tensor.
     *
     * @param tensor of any type
     * @param least the smallest value that makes sense; minus infinity if all do
     * @return empty if all values are valid
     */
    public static Optional<InvalidValues> in(StoredTensor tensor, double least) {
        return in(tensor, least, LIMIT);
    }

    /** Looks for values that are not finite or too small, as {@link #in}, however large they are: for the state of an optimizer. */
    public static Optional<InvalidValues> notFiniteIn(StoredTensor tensor, double least) {
        return in(tensor, least, Float.POSITIVE_INFINITY);
    }

    private static Optional<InvalidValues> in(StoredTensor tensor, double least, float limit) {
        // Most tensors are valid: a pass over their bits finds that out many times faster than one over their values.
        if (least == Double.NEGATIVE_INFINITY && allBelow(tensor, limit)) {
            return Optional.empty();
        }
        Found found = new Found();
        ByteBuffer data = tensor.data();
        int step = PIECE * tensor.type().bytes();
        for (int offset = 0; offset < data.limit(); offset += Math.min(step, data.limit() - offset)) {
            ByteBuffer piece = data.slice(offset, Math.min(step, data.limit() - offset));
            double[] values = values(tensor, piece);
            for (int i = 0; i < values.length; i++) {
                if (!(Math.abs(values[i]) < limit && values[i] >= least)) {
                    found.add(offset / tensor.type().bytes() + i, values[i]);
                }
            }
        }
        return found.count == 0
                ? Optional.empty()
                : Optional.of(new InvalidValues(
                        tensor.name(), found.count, position(tensor.shape(), found.index), found.value));
    }

    private static final class Found {
        private long count;
        private long index;
        private double value;

        void add(long atIndex, double found) {
            if (count == 0) {
                index = atIndex;
                value = found;
            }
            count++;
        }
    }

    private static double[] values(StoredTensor tensor, ByteBuffer piece) {
        StoredTensor part = new StoredTensor(
                tensor.name(),
                tensor.type(),
                Shape.of(piece.remaining() / tensor.type().bytes()),
                piece);
        double[] values = new double[Math.toIntExact(part.shape().elements())];
        if (!tensor.type().isFloating()) {
            long[] numbers = part.toLongs();
            for (int i = 0; i < values.length; i++) {
                values[i] = numbers[i];
            }
            return values;
        }
        ByteBuffer wide = part.converted(DataType.FLOAT64).data();
        for (int i = 0; i < values.length; i++) {
            values[i] = wide.getDouble(Double.BYTES * i);
        }
        return values;
    }

    /** Returns whether the magnitudes of all values are below the limit; bits of magnitudes are in the order of the values. */
    private static boolean allBelow(StoredTensor tensor, float limit) {
        int distance = 0x80000000 - Float.floatToIntBits(limit);
        int half = distance >>> 16; // bfloat16 is the upper half of float32, and a limit has no lower one
        return switch (tensor.type()) {
            case FLOAT32 -> allBelow(tensor, 0x7FFFFFFF, distance, 0x80000000);
            // Two values at a time; no sum of magnitude and distance leaves its 16 bits.
            case FLOAT16 -> allBelow(tensor, 0x7FFF7FFF, 0x04000400, 0x80008000); // all finite ones are below
            case BFLOAT16 -> allBelow(tensor, 0x7FFF7FFF, half << 16 | half, 0x80008000);
            case FLOAT64 -> false; // rare; compared as numbers
            default -> true;
        };
    }

    /**
     * Adds to each magnitude the distance from the limit to the sign, so that those from the limit on reach the sign.
     *
     * @param magnitudes mask of the magnitudes in 32 bits
     * @param distance from the limit to the sign, of each value in 32 bits
     * @param signs mask of the signs in 32 bits
     */
    private static boolean allBelow(StoredTensor tensor, int magnitudes, int distance, int signs) {
        ByteBuffer data = tensor.data();
        if (data.limit() % Integer.BYTES != 0) {
            return false; // an odd number of values of two bytes; compared as numbers
        }
        var words = data.asIntBuffer();
        int[] piece = new int[Math.min(PIECE, words.remaining())];
        int reached = 0;
        while (words.hasRemaining()) {
            int length = Math.min(piece.length, words.remaining());
            words.get(piece, 0, length);
            for (int i = 0; i < length; i++) {
                reached |= (piece[i] & magnitudes) + distance;
            }
        }
        return (reached & signs) == 0;
    }

    private static List<Long> position(Shape shape, long index) {
        List<Long> position = new ArrayList<>();
        long rest = index;
        for (int k = shape.rank() - 1; k >= 0; k--) {
            position.add(rest % shape.size(k));
            rest /= shape.size(k);
        }
        Collections.reverse(position);
        return position;
    }

    /** Returns this in words, such as {@code "conv.bias" has 2 invalid values, the first NaN at [7]}. */
    public String describe() {
        return "\"" + tensor + "\" has " + count + (count == 1 ? " invalid value, " : " invalid values, the first ")
                + first + (position.isEmpty() ? "" : " at " + position);
    }
}
