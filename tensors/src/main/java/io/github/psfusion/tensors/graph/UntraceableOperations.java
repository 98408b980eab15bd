// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors.graph;

import io.github.psfusion.tensors.Conv2dOptions;
import io.github.psfusion.tensors.Tensor;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The operations that a {@link Tracer} refuses: those of training, and reading values, which a symbolic tensor has not. */
abstract class UntraceableOperations implements Tensor {
    static UnsupportedOperationException refused(String operation) {
        return new UnsupportedOperationException(operation
                + " cannot be traced: a graph holds the operations that evaluating a network uses, and no values");
    }

    @Override
    public final Tensor sqrt() {
        throw refused("sqrt");
    }

    @Override
    public final Tensor softplus() {
        throw refused("softplus");
    }

    @Override
    public final Tensor clamp(double lowest, double highest) {
        throw refused("clamp");
    }

    @Override
    public final Tensor greater(Tensor other) {
        throw refused("greater");
    }

    @Override
    public final Tensor greater(double number) {
        throw refused("greater");
    }

    @Override
    public final Tensor equalTo(double number) {
        throw refused("equalTo");
    }

    @Override
    public final Tensor or(Tensor other) {
        throw refused("or");
    }

    @Override
    public final Tensor where(Tensor whereTrue, Tensor whereFalse) {
        throw refused("where");
    }

    @Override
    public final Tensor sum() {
        throw refused("sum");
    }

    @Override
    public final Tensor mean() {
        throw refused("mean");
    }

    @Override
    public final Tensor logSoftmax(int dimension) {
        throw refused("logSoftmax");
    }

    @Override
    public final Tensor sortedDescending() {
        throw refused("sortedDescending");
    }

    @Override
    public final Tensor gather(int dimension, Tensor index) {
        throw refused("gather");
    }

    @Override
    public final Tensor detach() {
        throw refused("detach");
    }

    @Override
    public final Tensor copy() {
        throw refused("copy");
    }

    @Override
    public final Tensor padReplicate(int border) {
        throw refused("padReplicate");
    }

    @Override
    public final Tensor requireGradient() {
        throw refused("requireGradient");
    }

    @Override
    public final void backward() {
        throw refused("backward");
    }

    @Override
    public final Optional<Tensor> gradient() {
        throw refused("gradient");
    }

    @Override
    public final void clearGradient() {
        throw refused("clearGradient");
    }

    @Override
    public final Tensor addInPlace(Tensor other, double factor) {
        throw refused("addInPlace");
    }

    @Override
    public final Tensor addConv2dInPlace(
            Tensor input, Tensor weight, @Nullable Tensor bias, Conv2dOptions options, boolean relu) {
        throw refused("addConv2dInPlace");
    }

    @Override
    public final Tensor multiplyInPlace(double factor) {
        throw refused("multiplyInPlace");
    }

    @Override
    public final Tensor addQuotientInPlace(Tensor numerator, Tensor denominator, double factor) {
        throw refused("addQuotientInPlace");
    }

    @Override
    public final Tensor addProductInPlace(Tensor first, Tensor second, double factor) {
        throw refused("addProductInPlace");
    }

    @Override
    public final float[] toFloats() {
        throw refused("toFloats");
    }

    @Override
    public final double[] toDoubles() {
        throw refused("toDoubles");
    }

    @Override
    public final long[] toLongs() {
        throw refused("toLongs");
    }

    @Override
    public final ByteBuffer toBytes() {
        throw refused("toBytes");
    }

    @Override
    public final double toDouble() {
        throw refused("toDouble");
    }

    @Override
    public final boolean isFinite() {
        throw refused("isFinite");
    }
}
