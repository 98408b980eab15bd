// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights;

import io.github.psfusion.tensors.DataType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The average of weights of one network, element by element, as of several parts of a training.
 *
 * <p>Wortsman et al., "Model soups", ICML 2022. It is sensible for weights that one training or one start led to; of others the average
 * is no better than random weights. Floating tensors are averaged in double precision and become float32 (float64 if
 * one of them is); of integer tensors, such as a counter of training steps, the largest is taken.
 */
public final class TensorAverage {
    private static final double LARGEST = Double.MAX_VALUE;

    private final List<WeightFile> files;
    private final double[] shares;

    /**
     * Checks that the files have the same tensors.
     *
     * @param files at least one, open as long as the tensors are written
     * @param shares of each file, divided by their sum: see {@link #normalized}
     * @throws WeightFormatException if the tensors of a file differ from those of the first in name, shape or kind, naming both
     * @throws IllegalArgumentException if the shares are not valid
     */
    public TensorAverage(List<WeightFile> files, List<Double> shares) throws WeightFormatException {
        this.files = List.copyOf(files);
        this.shares = normalized(shares, files.size()).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
        for (WeightFile file : files) {
            requireSameTensors(files.get(0), file);
        }
    }

    /**
     * Divides shares by their sum.
     *
     * @throws IllegalArgumentException if there is not one for each file, one is negative or not finite, or all are 0
     */
    public static List<Double> normalized(List<Double> shares, int files) {
        double sum = shares.stream().mapToDouble(Double::doubleValue).sum();
        if (shares.size() != files || !shares.stream().allMatch(share -> share >= 0) || !(sum > 0) || sum > LARGEST) {
            String given = shares.stream().map(String::valueOf).collect(Collectors.joining(","));
            throw new IllegalArgumentException(
                    given + ": expected " + files + " numbers, one for each file, none below 0, not all 0");
        }
        return shares.stream().map(share -> share / sum).toList();
    }

    /** Returns the averaged tensors, in the order of the first file; each is computed when it is written. */
    public List<TensorToWrite> tensors() throws IOException {
        List<TensorToWrite> tensors = new ArrayList<>();
        for (String name : files.get(0).names()) {
            List<StoredTensor> stored = new ArrayList<>();
            for (WeightFile file : files) {
                stored.add(file.tensor(name));
            }
            StoredTensor first = stored.get(0);
            DataType type = averagedType(stored);
            tensors.add(new TensorToWrite(
                    name, type, first.shape(), () -> type.isFloating() ? average(stored, type) : largest(stored)));
        }
        return tensors;
    }

    private static DataType averagedType(List<StoredTensor> stored) {
        DataType first = stored.get(0).type();
        if (!first.isFloating()) {
            return first;
        }
        return stored.stream().anyMatch(tensor -> tensor.type() == DataType.FLOAT64)
                ? DataType.FLOAT64
                : DataType.FLOAT32;
    }

    private ByteBuffer average(List<StoredTensor> stored, DataType type) {
        double[] sums = new double[Math.toIntExact(stored.get(0).shape().elements())];
        for (int i = 0; i < shares.length; i++) {
            ByteBuffer values = stored.get(i).converted(DataType.FLOAT64).data();
            for (int j = 0; j < sums.length; j++) {
                sums[j] += shares[i] * values.getDouble(Double.BYTES * j);
            }
        }
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(sums.length, type.bytes()))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (double sum : sums) {
            if (type == DataType.FLOAT64) {
                bytes.putDouble(sum);
            } else {
                bytes.putFloat((float) sum);
            }
        }
        return bytes.flip();
    }

    /** Returns the tensor whose elements, compared one after the other, are the largest. */
    private static ByteBuffer largest(List<StoredTensor> stored) {
        StoredTensor largest = stored.get(0);
        for (StoredTensor tensor : stored) {
            if (Arrays.compare(tensor.toLongs(), largest.toLongs()) > 0) {
                largest = tensor;
            }
        }
        return largest.data();
    }

    private static void requireSameTensors(WeightFile first, WeightFile other) throws WeightFormatException {
        Set<String> missing = new LinkedHashSet<>(first.names());
        missing.removeAll(other.names());
        Set<String> further = new LinkedHashSet<>(other.names());
        further.removeAll(first.names());
        if (!missing.isEmpty() || !further.isEmpty()) {
            String example = missing.isEmpty()
                    ? further.iterator().next()
                    : missing.iterator().next();
            throw new WeightFormatException(
                    other.path(),
                    "has other tensors than " + first.path() + ": " + missing.size() + " are missing, " + further.size()
                            + " are further ones, such as \"" + example
                            + "\". Only weights of the same network can be averaged.");
        }
        for (String name : first.names()) {
            boolean same = first.shape(name).equals(other.shape(name))
                    && (first.type(name) == other.type(name)
                            || (first.type(name).isFloating()
                                    && other.type(name).isFloating()));
            if (!same) {
                throw new WeightFormatException(
                        other.path(),
                        "\"" + name + "\" is " + other.shape(name) + " " + other.type(name) + ", in " + first.path()
                                + " " + first.shape(name) + " " + first.type(name)
                                + ". Only weights of the same network can be averaged.");
            }
        }
    }
}
