// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.libtorch;

import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BatchNormState;
import io.github.psfusion.tensors.Conv2dOptions;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Interpolation;
import io.github.psfusion.tensors.PoolOptions;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.ShapeException;
import io.github.psfusion.tensors.Tensor;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Supplier;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.TensorArrayRefOptional;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** One native tensor. Small native objects that an operation needs belong to the innermost scope, as its result does. */
final class LibtorchTensor implements Tensor {
    private final LibtorchBackend backend;
    private final org.bytedeco.pytorch.Tensor handle;
    private @Nullable LibtorchScope owner;

    LibtorchTensor(LibtorchBackend backend, org.bytedeco.pytorch.Tensor handle) {
        this.backend = backend;
        this.handle = handle;
    }

    org.bytedeco.pytorch.Tensor handle() {
        if (handle.isNull()) {
            throw new IllegalStateException("this tensor was freed with its scope or its owner");
        }
        return handle;
    }

    static org.bytedeco.pytorch.Tensor handle(Tensor tensor) {
        return ((LibtorchTensor) tensor).handle();
    }

    boolean isReleased() {
        return handle.isNull();
    }

    @Nullable
    LibtorchScope owner() {
        return owner;
    }

    void setOwner(@Nullable LibtorchScope scope) {
        owner = scope;
    }

    private Tensor result(String operation, Supplier<org.bytedeco.pytorch.Tensor> computation, Tensor... others) {
        try {
            return backend.wrap(operation, computation.get());
        } catch (RuntimeException e) {
            throw failure(operation, e, others);
        }
    }

    private Tensor changed(String operation, Runnable change, Tensor... others) {
        try {
            change.run();
            return this; // the native in-place operations return objects that own nothing
        } catch (RuntimeException e) {
            throw failure(operation, e, others);
        }
    }

    private RuntimeException failure(String operation, RuntimeException error, Tensor... others) {
        if (error instanceof IllegalStateException || error instanceof IllegalArgumentException || isReleased()) {
            return error;
        }
        Tensor[] operands = new Tensor[others.length + 1];
        operands[0] = this;
        System.arraycopy(others, 0, operands, 1, others.length);
        return NativeErrors.translate(operation, error, operands);
    }

    @Override
    public Backend backend() {
        return backend;
    }

    @Override
    public Shape shape() {
        return Shape.of(handle().shape());
    }

    @Override
    public DataType dataType() {
        return LibtorchBackend.dataType(handle().scalar_type().intern());
    }

    @Override
    public Tensor add(Tensor other) {
        return result("add", () -> handle().add(handle(other)), other);
    }

    @Override
    public Tensor add(double number) {
        return result("add", () -> handle().add(new Scalar(number)));
    }

    @Override
    public Tensor subtract(Tensor other) {
        return result("subtract", () -> handle().sub(handle(other)), other);
    }

    @Override
    public Tensor multiply(Tensor other) {
        return result("multiply", () -> handle().mul(handle(other)), other);
    }

    @Override
    public Tensor multiply(double number) {
        return result("multiply", () -> handle().mul(new Scalar(number)));
    }

    @Override
    public Tensor divide(Tensor other) {
        return result("divide", () -> handle().div(handle(other)), other);
    }

    @Override
    public Tensor maximum(Tensor other) {
        return result("maximum", () -> PairwiseMaximum.of(handle(), handle(other)), other);
    }

    @Override
    public Tensor abs() {
        return result("abs", () -> handle().abs());
    }

    @Override
    public Tensor sqrt() {
        return result("sqrt", () -> handle().sqrt());
    }

    @Override
    public Tensor softplus() {
        // Above the threshold libtorch returns x itself; 60 keeps float64 exact.
        return result("softplus", () -> torch.softplus(handle(), new Scalar(1.0), new Scalar(60.0)));
    }

    @Override
    public Tensor sigmoid() {
        return result("sigmoid", () -> handle().sigmoid());
    }

    @Override
    public Tensor tanh() {
        return result("tanh", () -> handle().tanh());
    }

    @Override
    public Tensor relu() {
        return result("relu", () -> handle().relu());
    }

    @Override
    public Tensor reluInPlace() {
        return changed("reluInPlace", () -> handle().relu_());
    }

    @Override
    public Tensor leakyRelu(double slope) {
        return result("leakyRelu", () -> torch.leaky_relu(handle(), new Scalar(slope)));
    }

    @Override
    public Tensor prelu(Tensor slope) {
        return result("prelu", () -> torch.prelu(handle(), handle(slope)), slope);
    }

    @Override
    public Tensor gelu() {
        return result("gelu", () -> torch.gelu(handle()));
    }

    @Override
    public Tensor relu6() {
        return result("relu6", () -> torch.hardtanh(handle(), new Scalar(0.0), new Scalar(6.0)));
    }

    @Override
    public Tensor clamp(double lowest, double highest) {
        return result(
                "clamp",
                () -> handle().clamp(new ScalarOptional(new Scalar(lowest)), new ScalarOptional(new Scalar(highest))));
    }

    @Override
    public Tensor greater(Tensor other) {
        return result("greater", () -> handle().gt(handle(other)), other);
    }

    @Override
    public Tensor greater(double number) {
        return result("greater", () -> handle().gt(new Scalar(number)));
    }

    @Override
    public Tensor equalTo(double number) {
        return result("equalTo", () -> handle().eq(new Scalar(number)));
    }

    @Override
    public Tensor or(Tensor other) {
        return result("or", () -> handle().logical_or(handle(other)), other);
    }

    @Override
    public Tensor where(Tensor whereTrue, Tensor whereFalse) {
        return result(
                "where", () -> torch.where(handle(), handle(whereTrue), handle(whereFalse)), whereTrue, whereFalse);
    }

    @Override
    public Tensor sum() {
        return result("sum", () -> handle().sum());
    }

    @Override
    public Tensor mean() {
        return result("mean", () -> handle().mean());
    }

    @Override
    public Tensor mean(int dimension) {
        return result("mean", () -> torch.mean(handle(), new long[] {dimension}, true, new ScalarTypeOptional()));
    }

    @Override
    public Tensor globalAveragePool() {
        return result("globalAveragePool", () -> BandedPasses.globalAveragePool(handle(), GradMode.is_enabled()));
    }

    @Override
    public Tensor logSoftmax(int dimension) {
        return result("logSoftmax", () -> torch.log_softmax(handle(), dimension));
    }

    @Override
    public Tensor argmax(int dimension) {
        return result("argmax", () -> torch.argmax(handle(), new LongOptional(dimension), false));
    }

    @Override
    public Tensor sortedDescending() {
        return result("sortedDescending", () -> {
            var flat = handle().detach().reshape(-1);
            return torch.sort(flat, 0, true).get0();
        });
    }

    @Override
    public Tensor to(DataType type) {
        if (type == dataType()) {
            return this;
        }
        return result("to " + type, () -> converted(type));
    }

    private org.bytedeco.pytorch.Tensor converted(DataType type) {
        return handle().to(LibtorchBackend.scalarType(type));
    }

    @Override
    public Tensor reshape(long... sizes) {
        return result("reshape", () -> handle().reshape(sizes));
    }

    @Override
    public Tensor transpose(int first, int second) {
        return result("transpose", () -> handle().transpose(first, second));
    }

    @Override
    public Tensor narrow(int dimension, long start, long length) {
        return result("narrow", () -> handle().narrow(dimension, start, length));
    }

    @Override
    public Tensor gather(int dimension, Tensor index) {
        return result("gather", () -> handle().gather(dimension, handle(index)), index);
    }

    @Override
    public Tensor indexSelect(long... indices) {
        Tensor index = backend.longs(Shape.of(indices.length), indices);
        return result("indexSelect", () -> handle().index_select(0, handle(index)), index);
    }

    @Override
    public Tensor detach() {
        return result("detach", () -> handle().detach());
    }

    @Override
    public Tensor copy() {
        return result("copy", () -> handle().clone(new MemoryFormatOptional()));
    }

    @Override
    public Tensor quantize(Tensor factors, int zeroPoint) {
        return result("quantize", () -> BandedPasses.quantize(handle(), handle(factors), zeroPoint), factors);
    }

    @Override
    public Tensor conv2d(Tensor weight, @Nullable Tensor bias, Conv2dOptions options) {
        return result(
                "conv2d",
                () -> Convolutions.conv2d(
                        handle(), handle(weight), handleOrNull(bias), options, backend.convolvesDirectly(dataType())),
                weight);
    }

    @Override
    public Tensor addConv2dInPlace(
            Tensor input, Tensor weight, @Nullable Tensor bias, Conv2dOptions options, boolean relu) {
        if (!Convolutions.addsDirectly(
                handle(), handle(input), handle(weight), options, backend.convolvesDirectly(dataType()))) {
            Tensor sum = addInPlace(input.conv2d(weight, bias, options), 1);
            return relu ? sum.reluInPlace() : sum;
        }
        return changed(
                "addConv2dInPlace",
                () -> NamedOperators.addConvolution(
                        handle(), handle(input), handle(weight), handleOrNull(bias), options, relu),
                input,
                weight);
    }

    private static org.bytedeco.pytorch.@Nullable Tensor handleOrNull(@Nullable Tensor tensor) {
        return tensor == null ? null : handle(tensor);
    }

    @Override
    public Tensor maxPool2d(PoolOptions options) {
        return result(
                "maxPool2d",
                () -> torch.max_pool2d(
                        handle(),
                        Convolutions.both(options.kernel()),
                        Convolutions.both(options.stride()),
                        Convolutions.both(options.padding()),
                        Convolutions.both(1),
                        false));
    }

    @Override
    public Tensor averagePool2d(PoolOptions options) {
        return result(
                "averagePool2d",
                () -> torch.avg_pool2d(
                        handle(),
                        Convolutions.both(options.kernel()),
                        Convolutions.both(options.stride()),
                        Convolutions.both(options.padding()),
                        false,
                        true,
                        new LongOptional()));
    }

    @Override
    public Tensor batchNorm(BatchNormState state, boolean training) {
        if (training) {
            requireSeveralValues();
        }
        return result(
                "batchNorm",
                () -> training && BatchNormTraining.improves(handle())
                        ? BatchNormTraining.normalize(handle(), state)
                        : libtorchBatchNorm(state, training),
                state.weight());
    }

    @Override
    public Tensor batchNormTwice(BatchNormState inner, BatchNormState outer) {
        if (!BatchNormTraining.accepts(handle())) {
            return Tensor.super.batchNormTwice(inner, outer);
        }
        requireSeveralValues();
        return result(
                "batchNormTwice",
                () -> BatchNormTraining.normalizeTwice(handle(), inner, outer),
                inner.weight(),
                outer.weight());
    }

    private void requireSeveralValues() {
        Shape shape = shape();
        if (shape.elements() == shape.size(1)) {
            throw new ShapeException(
                    "batchNorm of " + shape + " in training: each channel has one value, whose variance"
                            + " is not defined. Train with batches of at least 2 pairs.");
        }
    }

    private org.bytedeco.pytorch.Tensor libtorchBatchNorm(BatchNormState state, boolean training) {
        return torch.batch_norm(
                handle(),
                new TensorOptional(handle(state.weight())),
                new TensorOptional(handle(state.bias())),
                new TensorOptional(handle(state.runningMean())),
                new TensorOptional(handle(state.runningVariance())),
                training,
                state.momentum(),
                state.epsilon(),
                false);
    }

    @Override
    public Tensor instanceNorm(double epsilon) {
        return result("instanceNorm", () -> BandedPasses.instanceNorm(handle(), epsilon, GradMode.is_enabled()));
    }

    @Override
    public Tensor resizeBilinear(long height, long width, Interpolation interpolation) {
        return result(
                "resizeBilinear",
                () -> torch.upsample_bilinear2d(
                        handle(), new long[] {height, width}, interpolation == Interpolation.ALIGN_CORNERS));
    }

    @Override
    public Tensor padReplicate(int border) {
        return result("padReplicate", () -> torch.replication_pad2d(handle(), border, border, border, border));
    }

    @Override
    public Tensor padReflect(int border) {
        return result("padReflect", () -> torch.reflection_pad2d(handle(), border, border, border, border));
    }

    @Override
    public Tensor upsampleNearest(int factor) {
        return result(
                "upsampleNearest",
                () -> torch.upsample_nearest2d(handle(), shape().size(2) * factor, shape().size(3) * factor));
    }

    @Override
    public Tensor layerNorm(Tensor weight, Tensor bias, double epsilon) {
        return result(
                "layerNorm",
                () -> torch.layer_norm(
                        handle(),
                        new long[] {shape().size(-1)},
                        new TensorOptional(handle(weight)),
                        new TensorOptional(handle(bias)),
                        epsilon,
                        false),
                weight,
                bias);
    }

    @Override
    public Tensor linear(Tensor weight, Tensor bias) {
        return result(
                "linear",
                () -> backend.convolvesDirectly(dataType()) && !handle().requires_grad()
                        ? Convolutions.linear(handle(), handle(weight), handle(bias))
                        : torch.linear(handle(), handle(weight), new TensorOptional(handle(bias))),
                weight,
                bias);
    }

    @Override
    public Tensor attention(Tensor keys, Tensor values, Tensor bias) {
        return result(
                "attention",
                () -> WindowedAttention.of(handle(), handle(keys), handle(values), handle(bias)),
                keys,
                values,
                bias);
    }

    @Override
    public Tensor attention(Tensor keys, Tensor values) {
        return result(
                "attention",
                () -> BlockedAttention.of(
                        handle(), handle(keys), handle(values), backend.convolvesDirectly(dataType())),
                keys,
                values);
    }

    @Override
    public Tensor requireGradient() {
        return changed("requireGradient", () -> handle().requires_grad_(true));
    }

    @Override
    public void backward() {
        var unused = changed(
                "backward",
                () -> handle().backward(
                                new org.bytedeco.pytorch.Tensor(),
                                new BoolOptional(),
                                false,
                                new TensorArrayRefOptional()));
    }

    @Override
    public Optional<Tensor> gradient() {
        var gradient = handle().grad();
        return gradient.defined() ? Optional.of(backend.wrap("gradient", gradient)) : Optional.empty();
    }

    @Override
    public void clearGradient() {
        handle().mutable_grad().reset();
    }

    @Override
    public Tensor addInPlace(Tensor other, double factor) {
        return changed("addInPlace", () -> handle().add_(handle(other), new Scalar(factor)), other);
    }

    @Override
    public Tensor multiplyInPlace(double factor) {
        return changed("multiplyInPlace", () -> handle().mul_(new Scalar(factor)));
    }

    @Override
    public Tensor addQuotientInPlace(Tensor numerator, Tensor denominator, double factor) {
        return changed(
                "addQuotientInPlace",
                () -> handle().addcdiv_(handle(numerator), handle(denominator), new Scalar(factor)),
                numerator,
                denominator);
    }

    @Override
    public Tensor addProductInPlace(Tensor first, Tensor second, double factor) {
        return changed(
                "addProductInPlace",
                () -> handle().addcmul_(handle(first), handle(second), new Scalar(factor)),
                first,
                second);
    }

    @Override
    public float[] toFloats() {
        return HostCopy.floats(backend, handle());
    }

    @Override
    public double[] toDoubles() {
        return HostCopy.doubles(backend, handle());
    }

    @Override
    public long[] toLongs() {
        return HostCopy.longs(backend, handle());
    }

    @Override
    public ByteBuffer toBytes() {
        return HostCopy.bytes(backend, handle(), dataType());
    }

    @Override
    public double toDouble() {
        if (shape().elements() != 1) {
            throw new ShapeException("toDouble of " + shape() + ": exactly one element expected");
        }
        return handle().item_double();
    }

    @Override
    public boolean isFinite() {
        try (LibtorchScope scope = (LibtorchScope) backend.openScope()) {
            return handle().isfinite().all().item_bool();
        }
    }

    @Override
    public String toString() {
        return isReleased() ? "freed tensor" : shape() + " " + dataType();
    }
}
