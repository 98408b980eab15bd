// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors;

import io.github.psfusion.platform.Device;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What computes tensors on one device: makes tensors and scopes.
 *
 * <p>Thread-safe; tensors and scopes belong to the thread that made them, unless their owner documents otherwise.
 */
public interface Backend extends AutoCloseable {
    /** Returns the backend's name and version, such as {@code libtorch 2.10.0}. */
    String description();

    /** Returns where tensors of this backend live. */
    Device device();

    /** Opens a scope; it is the innermost of this thread until it is closed. */
    TensorScope openScope();

    /**
     * Runs a computation in a scope of its own and keeps only its result, which belongs to the enclosing scope.
     *
     * @param computation called once, on this thread
     */
    default Tensor inScope(Supplier<Tensor> computation) {
        try (TensorScope scope = openScope()) {
            return scope.keep(computation.get());
        }
    }

    /** Returns the recording of gradients. */
    Autograd autograd();

    /** Returns a tensor of these values in C order, FLOAT32. */
    Tensor floats(Shape shape, float... values);

    /** Returns a tensor of these values in C order, FLOAT64. */
    Tensor doubles(Shape shape, double... values);

    /** Returns a tensor of these values in C order, INT64. */
    Tensor longs(Shape shape, long... values);

    /**
     * Returns a tensor of stored elements, little-endian in C order; they are copied.
     *
     * @param bytes exactly the bytes of the shape and type from its position to its limit; its position is not changed
     */
    Tensor stored(DataType type, Shape shape, ByteBuffer bytes);

    /** Returns a tensor filled with one value. */
    Tensor full(DataType type, Shape shape, double value);

    /** Joins tensors along a dimension; all other sizes must agree. */
    Tensor concatenate(int dimension, List<Tensor> parts);

    /**
     * Returns a copy that belongs to no scope, on this backend's device in the memory layout that the backend prefers for
     * weights; for parameters and other long-lived values.
     *
     * @return a tensor that lives until {@link #release}
     */
    Tensor persist(Tensor tensor);

    /**
     * Returns a long-lived tensor as an operand of this backend's operations.
     *
     * @param persistent a tensor that {@link #persist} returned; of another backend only where a tracer takes it for a constant
     * @return the tensor itself, or a copy in the type, owned by the current scope
     */
    default Tensor operand(Tensor persistent, DataType type) {
        return persistent.to(type);
    }

    /** Returns whether this backend and device compute convolutions of BFLOAT16. */
    default boolean supportsBfloat16() {
        return true;
    }

    /** Returns whether this backend and device compute int8 convolutions exactly and fast: see {@link #quantizedConv2d}. */
    default boolean supportsInt8() {
        return false;
    }

    /**
     * Prepares an int8 convolution: {@code result[o] = scales[o] * sum(weight[o] * (input - zeroPoint)) + bias[o]}, with integer sums
     * and zero padding.
     *
     * @param weight [O, C / groups, K, K], INT8
     * @param scales [O], FLOAT32
     * @param bias [O], FLOAT32, or null for none
     * @param zeroPoint the value of the input that means 0
     * @throws BackendException if the backend has none
     */
    default QuantizedConv2d quantizedConv2d(
            Tensor weight, Tensor scales, @Nullable Tensor bias, Conv2dOptions options, int zeroPoint) {
        throw new BackendException(description() + " has no int8 convolutions");
    }

    /** Does one step of an optimizer in place. Gradients must not be recorded meanwhile. */
    default void update(AdamWUpdate update) {
        update.applyEach(this);
    }

    /** Does one step of an optimizer in place. Gradients must not be recorded meanwhile. */
    default void update(SgdUpdate update) {
        update.applyEach(this);
    }

    /**
     * Returns the Euclidean norm of all elements of some tensors together. Gradients must not be recorded meanwhile.
     *
     * @param tensors at least one
     */
    default double norm(List<Tensor> tensors) {
        double sum = 0;
        for (Tensor tensor : tensors) {
            try (TensorScope scope = openScope()) {
                sum += tensor.multiply(tensor).sum().toDouble();
            }
        }
        return Math.sqrt(sum);
    }

    /** Frees a tensor that {@link #persist} returned; twice is harmless. */
    void release(Tensor persistent);

    /** Returns the number of tensors that this backend's scopes and owners hold now, for tests of leaks. */
    long liveTensors();

    /** Returns memory to the system that was freed and is kept for later allocations. */
    default void trimMemory() {}

    /** Returns how many threads an operation may use. */
    int threads();

    /** Returns the floating-point type in which networks compute fastest on this device. */
    DataType fastestFloat();

    /** Ends the use of the backend. */
    @Override
    void close();
}
