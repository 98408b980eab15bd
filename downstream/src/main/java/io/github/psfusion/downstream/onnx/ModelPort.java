// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.downstream.onnx;

import java.util.ArrayList;
import java.util.List;

/**
 * An input or output as a model declares it.
 *
 * @param name of the value
 * @param type of its elements, as ONNX Runtime names it
 * @param shape its sizes; -1 where it is not fixed
 */
record ModelPort(String name, String type, List<Long> shape) {
    ModelPort {
        shape = List.copyOf(shape);
    }

    /** Returns the shape as documents write it: {@code [1, 3, ?, ?]}. */
    String text() {
        return text(shape);
    }

    static String text(List<Long> shape) {
        List<String> sizes = new ArrayList<>();
        shape.forEach(size -> sizes.add(size < 0 ? "?" : String.valueOf(size)));
        return "[" + String.join(", ", sizes) + "]";
    }
}
