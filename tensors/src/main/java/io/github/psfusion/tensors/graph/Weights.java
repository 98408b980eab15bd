// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors.graph;

import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import java.util.function.Supplier;

/** A named array of a network, or what was computed of such. Immutable; two are equal only if they are the same object. */
public final class Weights {
    private final String name;
    private final Shape shape;
    private final Supplier<float[]> values;

    private Weights(String name, Shape shape, Supplier<float[]> values) {
        this.name = name;
        this.shape = shape;
        this.values = values;
    }

    /**
     * Names a tensor, which must live as long as the values may be asked for.
     *
     * @param name the key in the network's state dict
     */
    static Weights of(String name, Tensor tensor) {
        return new Weights(name, tensor.shape(), tensor::toFloats);
    }

    /**
     * Makes weights of computed values.
     *
     * @param values computes the values in C order; may be called several times, or never
     */
    public static Weights computed(String name, Shape shape, Supplier<float[]> values) {
        return new Weights(name, shape, values);
    }

    /** Returns the name. */
    public String name() {
        return name;
    }

    /** Returns the shape. */
    public Shape shape() {
        return shape;
    }

    /** Returns the values in C order, computed or copied for the caller. */
    public float[] values() {
        float[] present = values.get();
        if (present.length != shape.elements()) {
            throw new IllegalStateException(present.length + " values were computed for " + this);
        }
        return present;
    }

    @Override
    public String toString() {
        return name + " " + shape;
    }
}
