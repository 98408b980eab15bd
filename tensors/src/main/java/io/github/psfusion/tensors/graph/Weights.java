// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors.graph;

import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import java.util.function.Supplier;

/** A named array of a network, or an array computed from such. Immutable; two are equal only if they are the same object. */
public final class Weights {
    private final String name;
    private final Shape shape;
    private final Supplier<Tensor> value;

    private Weights(String name, Shape shape, Supplier<Tensor> value) {
        this.name = name;
        this.shape = shape;
        this.value = value;
    }

    /**
     * Names a tensor, which must live as long as the value may be asked for.
     *
     * @param name the key in the network's state dict
     */
    static Weights of(String name, Tensor tensor) {
        return new Weights(name, tensor.shape(), () -> tensor);
    }

    /**
     * Makes weights of a computation.
     *
     * @param value computes them; may be called several times, or never
     */
    public static Weights computed(String name, Shape shape, Supplier<Tensor> value) {
        return new Weights(name, shape, value);
    }

    /** Returns the name. */
    public String name() {
        return name;
    }

    /** Returns the name of the network's own array that this was made of: passes append a remark after a comma. */
    public String origin() {
        int end = name.indexOf(',');
        return end < 0 ? name : name.substring(0, end);
    }

    /** Returns the shape. */
    public Shape shape() {
        return shape;
    }

    /** Returns the value: a tensor of the network, or one that is computed now and belongs to the current scope. */
    public Tensor value() {
        Tensor present = value.get();
        if (!present.shape().equals(shape)) {
            throw new IllegalStateException(present.shape() + " was computed for " + this);
        }
        return present;
    }

    @Override
    public String toString() {
        return name + " " + shape;
    }
}
