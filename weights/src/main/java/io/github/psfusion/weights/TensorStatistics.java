// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights;

import io.github.psfusion.tensors.Shape;
import java.nio.ByteBuffer;

/**
 * Statistics of the values of one tensor; those that are not finite are counted and left out.
 *
 * @param finite number of finite values
 * @param notFinite number of others
 * @param smallest smallest value, NaN if there is none
 * @param largest largest value, NaN if there is none
 * @param mean mean, NaN if there is no value
 * @param deviation standard deviation over all values, NaN if there is none
 */
public record TensorStatistics(
        long finite, long notFinite, double smallest, double largest, double mean, double deviation) {
    /** Values that are widened at a time; a tensor may be larger than the heap. */
    private static final int PIECE = 1 << 16;

    /** Reads all values of a tensor, some at a time. */
    public static TensorStatistics of(StoredTensor tensor) {
        Sums sums = new Sums();
        ByteBuffer data = tensor.data();
        int step = PIECE * tensor.type().bytes();
        for (int offset = 0; offset < data.limit(); offset += step) {
            ByteBuffer piece = data.slice(offset, Math.min(step, data.limit() - offset));
            long elements = piece.remaining() / tensor.type().bytes();
            StoredTensor part = new StoredTensor(tensor.name(), tensor.type(), Shape.of(elements), piece);
            if (tensor.type().isFloating()) {
                for (float value : part.toFloats()) {
                    sums.add(value);
                }
            } else {
                for (long value : part.toLongs()) {
                    sums.add((double) value);
                }
            }
        }
        return sums.result();
    }

    /** Running mean and sum of squares after Welford, "Note on a method for calculating corrected sums", 1962. */
    private static final class Sums {
        private long finite;
        private long notFinite;
        private double smallest = Double.POSITIVE_INFINITY;
        private double largest = Double.NEGATIVE_INFINITY;
        private double mean;
        private double squares;

        void add(double value) {
            if (!Double.isFinite(value)) {
                notFinite++;
                return;
            }
            finite++;
            smallest = Math.min(smallest, value);
            largest = Math.max(largest, value);
            double difference = value - mean;
            mean += difference / finite;
            squares += difference * (value - mean);
        }

        TensorStatistics result() {
            if (finite == 0) {
                return new TensorStatistics(0, notFinite, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
            }
            return new TensorStatistics(finite, notFinite, smallest, largest, mean, Math.sqrt(squares / finite));
        }
    }
}
