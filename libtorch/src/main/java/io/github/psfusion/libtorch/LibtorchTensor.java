// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.libtorch;

import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BatchNormState;
import io.github.psfusion.tensors.Conv2dOptions;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Interpolation;
import io.github.psfusion.tensors.PoolOptions;
import io.github.psfusion.tensors.Quantization;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.ShapeException;
import io.github.psfusion.tensors.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.LongArrayRef;
import org.bytedeco.pytorch.LongArrayRefOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.TensorArrayRefOptional;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** One native tensor. Small native objects that an operation needs belong to the innermost scope, as its result does. */
final class LibtorchTensor implements Tensor {
    /** Attention weights computed at a time: few enough to stay in the processor's cache. */
    private static final long ATTENTION_BLOCK = 1 << 21;

    /** Fewer rows at a time would cost more than they save: the engine packs all columns anew for each block. */
    private static final long LEAST_ROWS = 256;

    /** Elements of a map that are passed over several times before the next. */
    private static final long BAND = 1 << 20;

    /** Elements of a map up to which the engine does not take oneDNN by itself. */
    private static final long SMALL_MAP = 20_480;

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
        return result("maximum", () -> handle().maximum(handle(other)), other);
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
    public Tensor exp() {
        return result("exp", () -> handle().exp());
    }

    @Override
    public Tensor softplus() {
        // Above the threshold the engine returns x itself; 60 keeps float64 exact.
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
    public Tensor globalAveragePool() {
        return result(
                "globalAveragePool",
                () -> GradMode.is_enabled()
                        ? meanOverPixels(handle())
                        : meanInBands(handle(), band -> band).to(handle().scalar_type()));
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
        // Three plain passes are faster than the engine's own, which is not parallel; the last truncates.
        return result("quantize", () -> {
            var map = handle();
            var zero = torch.full(new long[] {1}, new Scalar(zeroPoint + 0.5), map.options());
            var bytes = torch.empty_like(
                    map,
                    map.options().dtype(new ScalarTypeOptional(torch.ScalarType.Byte)),
                    new MemoryFormatOptional());
            inBands(map, (band, first) -> {
                var levels = torch.addcmul(zero, band, handle(factors), new Scalar(1.0));
                levels.clamp_(new ScalarOptional(new Scalar(0.0)), new ScalarOptional(new Scalar(Quantization.MOST)));
                bytes.narrow(2, first, band.size(2)).copy_(levels);
            });
            return bytes;
        });
    }

    /** Some rows of a map [N, C, rows, W] and the number of the first. */
    @FunctionalInterface
    private interface BandOperation {
        void on(org.bytedeco.pytorch.Tensor band, long first);
    }

    /** Does several passes over some rows before the next rows: what comes up between them stays in the processor's cache. */
    private static void inBands(org.bytedeco.pytorch.Tensor map, BandOperation operation) {
        long rows = Math.max(1, BAND / (map.numel() / map.size(2)));
        for (long first = 0; first < map.size(2); first += rows) {
            try (var each = new PointerScope()) {
                operation.on(map.narrow(2, first, Math.min(rows, map.size(2) - first)), first);
            }
        }
    }

    @Override
    public Tensor conv2d(Tensor weight, @Nullable Tensor bias, Conv2dOptions options) {
        return result(
                "conv2d",
                () -> {
                    var noOrBias = bias == null ? new TensorOptional() : new TensorOptional(handle(bias));
                    long[] stride = both(options.stride());
                    long[] padding = both(options.padding());
                    boolean direct = backend.convolvesDirectly(dataType());
                    var map = direct ? sideBySide(handle()) : handle();
                    // The engine itself leaves small maps to matrix products, which took 8 ms in place of 0.1 ms.
                    return direct && map.numel() <= SMALL_MAP
                            ? torch.mkldnn_convolution(
                                    map, handle(weight), noOrBias, padding, stride, both(1), options.groups())
                            : torch.conv2d(map, handle(weight), noOrBias, stride, padding, both(1), options.groups());
                },
                weight);
    }

    /**
     * Views a map of one channel with the steps of a channels-last map: its memory is both, but the engine goes by the steps,
     * and would compute planes from a plane.
     */
    private static org.bytedeco.pytorch.Tensor sideBySide(org.bytedeco.pytorch.Tensor map) {
        return map.size(1) > 1
                ? map
                : map.reshape(map.size(0), map.size(2), map.size(3), 1).permute(0, 3, 1, 2);
    }

    @Override
    public Tensor addConv2dInPlace(
            Tensor map, Tensor weight, @Nullable Tensor bias, Conv2dOptions options, boolean relu) {
        boolean direct = backend.convolvesDirectly(dataType())
                && options.groups() == 1
                && isChannelsLast(this)
                && isChannelsLast(map);
        if (!direct) {
            Tensor sum = addInPlace(map.conv2d(weight, bias, options), 1);
            return relu ? sum.reluInPlace() : sum;
        }
        return changed(
                "addConv2dInPlace",
                () -> NamedOperators.addConvolution(
                        handle(), handle(map), handle(weight), bias == null ? null : handle(bias), options, relu),
                map,
                weight);
    }

    /** The engine's operator adds up other layouts in another way, which has no bfloat16. */
    private static boolean isChannelsLast(Tensor map) {
        return handle(map).is_contiguous(torch.MemoryFormat.ChannelsLast);
    }

    private static long[] both(long value) {
        return new long[] {value, value};
    }

    @Override
    public Tensor maxPool2d(PoolOptions options) {
        return result(
                "maxPool2d",
                () -> torch.max_pool2d(
                        handle(),
                        both(options.kernel()),
                        both(options.stride()),
                        both(options.padding()),
                        both(1),
                        false));
    }

    @Override
    public Tensor batchNorm(BatchNormState state, boolean training) {
        Shape shape = shape();
        if (training && shape.elements() == shape.size(1)) {
            throw new ShapeException(
                    "batchNorm of " + shape + " in training: each channel has one value, whose variance"
                            + " is not defined. Train with batches of at least 2 pairs.");
        }
        return result(
                "batchNorm",
                () -> torch.batch_norm(
                        handle(),
                        new TensorOptional(handle(state.weight())),
                        new TensorOptional(handle(state.bias())),
                        new TensorOptional(handle(state.runningMean())),
                        new TensorOptional(handle(state.runningVariance())),
                        training,
                        state.momentum(),
                        state.epsilon(),
                        false),
                state.weight());
    }

    @Override
    public Tensor instanceNorm(double epsilon) {
        // Composed, because the engine's fused kernels either leave the channels-last layout or add up a channel's
        // pixels one by one in single precision, which at 480 x 640 is off by half a percent; its mean adds up in
        // cascades.
        return result("instanceNorm", () -> GradMode.is_enabled() ? normalized(epsilon) : normalizedInBands(epsilon));
    }

    private org.bytedeco.pytorch.Tensor normalized(double epsilon) {
        var map = handle();
        var x = map.to(atLeastSingle());
        var centered = x.sub(meanOverPixels(x));
        var variance = meanOverPixels(centered.mul(centered));
        return centered.mul(variance.add(new Scalar(epsilon)).rsqrt()).to(map.scalar_type());
    }

    /** The same without maps in between; it cannot be differentiated. */
    private org.bytedeco.pytorch.Tensor normalizedInBands(double epsilon) {
        var map = handle();
        var type = atLeastSingle();
        var mean = meanInBands(map, band -> band).to(type);
        var variance = meanInBands(map, band -> {
            var centered = band.sub(mean);
            return centered.mul_(centered);
        });
        var factor = variance.add(new Scalar(epsilon)).rsqrt().to(type);
        var result = torch.empty_like(map);
        inBands(
                map,
                (band, first) -> result.narrow(2, first, band.size(2))
                        .copy_(band.to(type).sub(mean).mul_(factor)));
        return result;
    }

    /**
     * Returns the mean over all pixels of something that is computed of each band in at least single precision.
     *
     * @return FLOAT64 [N, C, 1, 1]
     */
    private org.bytedeco.pytorch.Tensor meanInBands(
            org.bytedeco.pytorch.Tensor map, UnaryOperator<org.bytedeco.pytorch.Tensor> term) {
        var type = atLeastSingle();
        double height = map.size(2);
        var mean = torch.zeros(
                new long[] {map.size(0), map.size(1), 1, 1},
                map.options().dtype(new ScalarTypeOptional(torch.ScalarType.Double)));
        inBands(
                map,
                (band, first) ->
                        mean.add_(meanOverPixels(term.apply(band.to(type))), new Scalar(band.size(2) / height)));
        return mean;
    }

    private torch.ScalarType atLeastSingle() {
        return dataType() == DataType.FLOAT64 ? torch.ScalarType.Double : torch.ScalarType.Float;
    }

    private static org.bytedeco.pytorch.Tensor meanOverPixels(org.bytedeco.pytorch.Tensor x) {
        return x.mean(
                new LongArrayRefOptional(new LongArrayRef(new LongPointer(2, 3), 2)), true, new ScalarTypeOptional());
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
    public Tensor attention(Tensor keys, Tensor values) {
        // Not the engine's fused attention: the products inside it are fast on some processors only. On an AMD EPYC
        // with AVX-512 it took 5.4 s for 4800 positions on one thread, these blocks 0.2 s.
        return result(
                "attention",
                () -> {
                    var query = handle();
                    long positions = query.size(1);
                    long rows = Math.max(
                            LEAST_ROWS,
                            ATTENTION_BLOCK / (query.size(0) * handle(keys).size(1)));
                    Products scores = products(handle(keys));
                    Products sums = products(handle(values).transpose(1, 2));
                    TensorVector blocks = new TensorVector();
                    for (long first = 0; first < positions; first += rows) {
                        // What comes up on the way is freed with each block, else memory grew with the square.
                        try (var each = new PointerScope()) {
                            var block = query.narrow(1, first, Math.min(rows, positions - first));
                            var attended = sums.of(torch.softmax(scores.of(block), -1));
                            var unused = blocks.push_back(attended);
                        }
                    }
                    return torch.cat(blocks, 1);
                },
                keys,
                values);
    }

    /** Multiplies rows [N, r, D] by the columns that it was made of. */
    @FunctionalInterface
    private interface Products {
        org.bytedeco.pytorch.Tensor of(org.bytedeco.pytorch.Tensor rows);
    }

    /**
     * Prepares the products with some columns.
     *
     * @param columns [N, n, D]
     */
    private Products products(org.bytedeco.pytorch.Tensor columns) {
        boolean single = columns.size(0) == 1;
        if (!single || !backend.convolvesDirectly(dataType())) {
            var transposed = columns.transpose(1, 2);
            return rows -> torch.matmul(rows, transposed);
        }
        // A convolution of one pixel: its kernels use all threads, those of matrix products wait for each other.
        var kernel = columns.squeeze(0).contiguous().unsqueeze(2).unsqueeze(3);
        return rows -> {
            // By reshaping even the step of the single image is that of a channels-last map; with the one that
            // rows bring along, the engine takes it for planes and reorders the map before and after.
            var map = rows.reshape(1, 1, rows.size(1), rows.size(2)).permute(0, 3, 1, 2);
            return torch.mkldnn_convolution(map, kernel, new TensorOptional(), both(0), both(1), both(1), 1)
                    .permute(0, 2, 3, 1)
                    .squeeze(1);
        };
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
    public Tensor copyFrom(Tensor source) {
        if (!source.shape().equals(shape())) {
            throw new ShapeException("copyFrom: " + source.shape() + " into " + shape());
        }
        return changed("copyFrom", () -> handle().copy_(handle(source)), source);
    }

    /** Opens a scope for the native objects of a read-out, and gives a contiguous copy of this type on the processor. */
    private <R> R read(DataType type, java.util.function.Function<LibtorchTensor, R> reader) {
        try (LibtorchScope scope = (LibtorchScope) backend.openScope()) {
            var local = handle().detach()
                    .to(
                            new org.bytedeco.pytorch.Device(torch.DeviceType.CPU),
                            LibtorchBackend.scalarType(type),
                            false,
                            false,
                            new MemoryFormatOptional())
                    .contiguous();
            return reader.apply(new LibtorchTensor(backend, local));
        }
    }

    private int length() {
        return Math.toIntExact(handle().numel());
    }

    @Override
    public float[] toFloats() {
        return read(DataType.FLOAT32, tensor -> {
            float[] values = new float[length()];
            if (values.length > 0) {
                tensor.handle().data_ptr_float().get(values, 0, values.length);
            }
            return values;
        });
    }

    @Override
    public double[] toDoubles() {
        return read(DataType.FLOAT64, tensor -> {
            double[] values = new double[length()];
            if (values.length > 0) {
                tensor.handle().data_ptr_double().get(values, 0, values.length);
            }
            return values;
        });
    }

    @Override
    public long[] toLongs() {
        return read(DataType.INT64, tensor -> {
            long[] values = new long[length()];
            if (values.length > 0) {
                tensor.handle().data_ptr_long().get(values, 0, values.length);
            }
            return values;
        });
    }

    @Override
    public ByteBuffer toBytes() {
        return read(dataType(), tensor -> {
            int size = Math.multiplyExact(length(), dataType().bytes());
            ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
            if (size > 0) {
                bytes.put(LibtorchBackend.rawBytes(tensor, size)).flip();
            }
            return bytes;
        });
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
