// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.testing.tensors;

import io.github.psfusion.tensors.Shape;
import java.util.function.DoubleUnaryOperator;

/** Values in C order with their shape. */
final class Array {
    private final Shape shape;
    private final double[] values;

    Array(Shape shape, double[] values) {
        this.shape = shape;
        this.values = values;
    }

    Shape shape() {
        return shape;
    }

    double[] values() {
        return values;
    }

    /** An array of zeros. */
    static Array of(long... sizes) {
        Shape shape = Shape.of(sizes);
        return new Array(shape, new double[(int) shape.elements()]);
    }

    int size(int dimension) {
        return (int) shape.size(dimension);
    }

    /** The index of an element of [N, C, H, W]. */
    private int index(int n, int c, int y, int x) {
        return ((n * size(1) + c) * size(2) + y) * size(3) + x;
    }

    double get(int n, int c, int y, int x) {
        return values[index(n, c, y, x)];
    }

    void set(int n, int c, int y, int x, double value) {
        values[index(n, c, y, x)] = value;
    }

    Array map(DoubleUnaryOperator function) {
        double[] mapped = new double[values.length];
        for (int i = 0; i < mapped.length; i++) {
            mapped[i] = function.applyAsDouble(values[i]);
        }
        return new Array(shape, mapped);
    }
}
