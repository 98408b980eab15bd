// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors;

import java.util.Arrays;

/**
 * The sizes of a tensor, outermost first; an image batch is {@code [N, C, H, W]}, a scalar has no dimension.
 *
 * <p>Immutable. Sizes are at least 0.
 */
public final class Shape {
    /** The shape of a scalar: no dimensions, one element. */
    public static final Shape SCALAR = of();

    private final long[] sizes;

    private Shape(long[] sizes) {
        this.sizes = sizes;
        boolean empty = false;
        for (long size : sizes) {
            if (size < 0) {
                throw new IllegalArgumentException("negative size in shape " + this);
            }
            empty |= size == 0;
        }
        if (!empty) {
            try {
                var unused = elements();
            } catch (ArithmeticException e) {
                throw new IllegalArgumentException("more than 2^63 - 1 elements in shape " + this, e);
            }
        }
    }

    /**
     * Returns the shape of these sizes, outermost first.
     *
     * @throws IllegalArgumentException if a size is negative or the number of elements exceeds 2^63 - 1
     */
    public static Shape of(long... sizes) {
        return new Shape(sizes.clone());
    }

    /** Returns a copy of the sizes. */
    public long[] sizes() {
        return sizes.clone();
    }

    /** Returns the number of dimensions. */
    public int rank() {
        return sizes.length;
    }

    /**
     * Returns one size.
     *
     * @param dimension 0 for the outermost; negative values count from the innermost, -1
     */
    public long size(int dimension) {
        return sizes[dimension < 0 ? sizes.length + dimension : dimension];
    }

    /** Returns the number of elements: the product of the sizes, 1 for a scalar. */
    public long elements() {
        long elements = 1;
        for (long size : sizes) {
            if (size == 0) {
                return 0;
            }
            elements = Math.multiplyExact(elements, size);
        }
        return elements;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape shape && Arrays.equals(sizes, shape.sizes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sizes);
    }

    /** Returns the sizes in brackets, such as {@code [4, 3, 256, 256]}. */
    @Override
    public String toString() {
        return Arrays.toString(sizes);
    }
}
