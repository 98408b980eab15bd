// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.downstream.onnx;

import java.util.List;

/**
 * What a model computed, in Java memory.
 *
 * @param name of the output
 * @param shape its sizes
 * @param values row by row; whole numbers too, which are exact up to 2 to the power of 24
 * @param whole whether the model declares whole numbers
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ModelOutput(String name, List<Long> shape, float[] values, boolean whole) {
    ModelOutput {
        shape = List.copyOf(shape);
    }

    int rank() {
        return shape.size();
    }

    /** Returns a size. */
    int size(int dimension) {
        return Math.toIntExact(shape.get(dimension));
    }

    /** Returns the shape as documents write it. */
    String text() {
        return ModelPort.text(shape);
    }
}
