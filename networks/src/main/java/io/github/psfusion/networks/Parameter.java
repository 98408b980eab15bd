// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks;

import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One named array of a network: declared by a layer, filled from a weight file or by {@link Parameters#initialize}. */
public final class Parameter {
    /** The role of a parameter. */
    public enum Kind {
        /** Changed by the optimizer. */
        TRAINABLE,
        /** Kept in weight files for the authors' code, but read by no layer and not trained. */
        UNUSED,
        /** Running mean or variance of a batch norm: changed by forward passes in training, not by the optimizer. */
        BUFFER,
        /** Number of forward passes in training of a batch norm, INT64 in files. */
        COUNTER
    }

    private final String name;
    private final @Nullable String pretrainedName;
    private final Shape shape;
    private final Kind kind;
    private final Initializer initial;
    private final double least;
    private @Nullable Tensor value;
    private long count;

    Parameter(String name, @Nullable String pretrainedName, Shape shape, Kind kind, Initializer initial, double least) {
        this.name = name;
        this.pretrainedName = pretrainedName;
        this.shape = shape;
        this.kind = kind;
        this.initial = initial;
        this.least = least;
    }

    /** Returns the key in the authors' state dict. */
    public String name() {
        return name;
    }

    /** Returns the key in the state dict of another network whose pretrained weights fit. */
    Optional<String> pretrainedName() {
        return Optional.ofNullable(pretrainedName);
    }

    /** Returns the shape. */
    public Shape shape() {
        return shape;
    }

    /** Returns its role. */
    public Kind kind() {
        return kind;
    }

    Initializer initial() {
        return initial;
    }

    /** Returns the smallest value that an element may have: 0 of variances and counters, else minus infinity. */
    public double least() {
        return least;
    }

    /**
     * Returns the value; it lives as long as the {@link Parameters} it belongs to.
     *
     * @throws IllegalStateException if it has no value (yet, or any more), or is a {@link Kind#COUNTER}
     */
    public Tensor value() {
        Tensor present = value;
        if (present == null) {
            throw new IllegalStateException("parameter " + name + " has no value: load or initialize the network first,"
                    + " and do not use it after closing");
        }
        return present;
    }

    /** Returns the value as an operand of operations with a tensor: of its backend and in its type. */
    public Tensor asOperandOf(Tensor tensor) {
        return tensor.backend().operand(value(), tensor.dataType());
    }

    /** Returns the number of training passes, of a {@link Kind#COUNTER}. */
    public long count() {
        return count;
    }

    /** Counts one training pass, of a {@link Kind#COUNTER}. */
    public void increment() {
        count++;
    }

    void setCount(long newCount) {
        count = newCount;
    }

    void setValue(@Nullable Tensor newValue) {
        value = newValue;
    }

    boolean hasValue() {
        return value != null;
    }

    @Override
    public String toString() {
        return name + " " + shape;
    }
}
