// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.testing.tensors;

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
import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A tensor of the {@link ReferenceBackend}: memory, which views share, and the position there of each element in C order. Operands of
 * one operation must have one data type.
 */
final class ReferenceTensor implements Tensor {
    private final ReferenceBackend backend;
    private final Shape shape;
    private final DataType type;
    private final double[] memory;
    private final int[] positions;
    private boolean released;

    ReferenceTensor(ReferenceBackend backend, Shape shape, DataType type, double[] memory) {
        this(backend, shape, type, memory, IntStream.range(0, memory.length).toArray());
    }

    private ReferenceTensor(ReferenceBackend backend, Shape shape, DataType type, double[] memory, int[] positions) {
        this.backend = backend;
        this.shape = shape;
        this.type = type;
        this.memory = memory;
        this.positions = positions;
    }

    static ReferenceTensor of(Tensor tensor) {
        return (ReferenceTensor) tensor;
    }

    void release() {
        released = true;
    }

    boolean isReleased() {
        return released;
    }

    private void checkAlive() {
        if (released) {
            throw new IllegalStateException("this tensor was freed with its scope or its owner");
        }
    }

    /** A copy of the elements in C order. */
    double[] values() {
        checkAlive();
        return Arrays.stream(positions)
                .mapToDouble(position -> memory[position])
                .toArray();
    }

    Array array() {
        return new Array(shape, values());
    }

    private Tensor result(Shape resultShape, double[] values) {
        return backend.wrap(resultShape, type, values);
    }

    private Tensor result(Array array) {
        return result(array.shape(), array.values());
    }

    private Tensor view(Shape viewShape, int[] viewPositions) {
        checkAlive();
        return backend.owned(new ReferenceTensor(backend, viewShape, type, memory, viewPositions));
    }

    private Tensor map(DoubleUnaryOperator function) {
        return result(array().map(function));
    }

    private Tensor map(DataType resultType, DoubleUnaryOperator function) {
        return backend.wrap(shape, resultType, array().map(function).values());
    }

    private Tensor overwrite(double[] values) {
        for (int i = 0; i < values.length; i++) {
            memory[positions[i]] = Elements.round(type, values[i]);
        }
        return this;
    }

    private ShapeException misfit(String operation, Shape other) {
        return new ShapeException(operation + " of " + shape + " and " + other + ": the shapes do not fit");
    }

    /** The elements of a tensor, repeated to a shape by broadcasting. */
    private static double[] broadcast(Tensor tensor, Shape target) {
        double[] values = of(tensor).values();
        Shape from = tensor.shape();
        double[] repeated = new double[(int) target.elements()];
        for (int i = 0; i < repeated.length; i++) {
            int rest = i;
            int index = 0;
            int stride = 1;
            for (int d = 1; d <= from.rank(); d++) {
                int position = rest % (int) target.size(-d);
                rest /= (int) target.size(-d);
                index += (from.size(-d) == 1 ? 0 : position) * stride;
                stride *= (int) from.size(-d);
            }
            repeated[i] = values[index];
        }
        return repeated;
    }

    private Shape broadcastShape(String operation, Shape other) {
        long[] sizes = new long[Math.max(shape.rank(), other.rank())];
        for (int d = 1; d <= sizes.length; d++) {
            long first = d <= shape.rank() ? shape.size(-d) : 1;
            long second = d <= other.rank() ? other.size(-d) : 1;
            if (first != second && first != 1 && second != 1) {
                throw misfit(operation, other);
            }
            sizes[sizes.length - d] = first == 1 ? second : first;
        }
        return Shape.of(sizes);
    }

    private Array combined(String operation, Tensor other, DoubleBinaryOperator function) {
        if (type != other.dataType()) {
            throw new IllegalArgumentException(operation + " of " + type + " and " + other.dataType());
        }
        Shape common = broadcastShape(operation, other.shape());
        double[] first = broadcast(this, common);
        double[] second = broadcast(other, common);
        for (int i = 0; i < first.length; i++) {
            first[i] = function.applyAsDouble(first[i], second[i]);
        }
        return new Array(common, first);
    }

    private Tensor combine(String operation, Tensor other, DataType resultType, DoubleBinaryOperator function) {
        Array combined = combined(operation, other, function);
        return backend.wrap(combined.shape(), resultType, combined.values());
    }

    private Tensor combine(String operation, Tensor other, DoubleBinaryOperator function) {
        return combine(operation, other, type, function);
    }

    @Override
    public Backend backend() {
        return backend;
    }

    @Override
    public Shape shape() {
        checkAlive();
        return shape;
    }

    @Override
    public DataType dataType() {
        checkAlive();
        return type;
    }

    @Override
    public Tensor add(Tensor other) {
        return combine("add", other, Double::sum);
    }

    @Override
    public Tensor add(double number) {
        return map(value -> value + number);
    }

    @Override
    public Tensor subtract(Tensor other) {
        return combine("subtract", other, (first, second) -> first - second);
    }

    @Override
    public Tensor multiply(Tensor other) {
        return combine("multiply", other, (first, second) -> first * second);
    }

    @Override
    public Tensor multiply(double number) {
        return map(value -> value * number);
    }

    @Override
    public Tensor divide(Tensor other) {
        return combine("divide", other, (first, second) -> first / second);
    }

    @Override
    public Tensor maximum(Tensor other) {
        return combine("maximum", other, Math::max);
    }

    @Override
    public Tensor abs() {
        return map(Math::abs);
    }

    @Override
    public Tensor sqrt() {
        return map(Math::sqrt);
    }

    @Override
    public Tensor softplus() {
        return map(value -> Math.max(value, 0) + Math.log1p(Math.exp(-Math.abs(value))));
    }

    @Override
    public Tensor sigmoid() {
        return map(value -> 1 / (1 + Math.exp(-value)));
    }

    @Override
    public Tensor tanh() {
        return map(Math::tanh);
    }

    @Override
    public Tensor relu() {
        return map(value -> Math.max(value, 0));
    }

    @Override
    public Tensor reluInPlace() {
        return overwrite(array().map(value -> Math.max(value, 0)).values());
    }

    @Override
    public Tensor leakyRelu(double slope) {
        return map(value -> value > 0 ? value : slope * value);
    }

    @Override
    public Tensor prelu(Tensor slope) {
        return leakyRelu(of(slope).values()[0]);
    }

    @Override
    public Tensor gelu() {
        return map(value -> value * SequenceOperations.normalDistribution(value));
    }

    @Override
    public Tensor relu6() {
        return clamp(0, 6);
    }

    @Override
    public Tensor clamp(double lowest, double highest) {
        return map(value -> Math.min(Math.max(value, lowest), highest));
    }

    @Override
    public Tensor greater(Tensor other) {
        return combine("greater", other, DataType.BOOL, (first, second) -> first > second ? 1 : 0);
    }

    @Override
    public Tensor greater(double number) {
        return map(DataType.BOOL, value -> value > number ? 1 : 0);
    }

    @Override
    public Tensor equalTo(double number) {
        return map(DataType.BOOL, value -> value == number ? 1 : 0);
    }

    @Override
    public Tensor or(Tensor other) {
        return combine("or", other, DataType.BOOL, Math::max);
    }

    @Override
    public Tensor where(Tensor whereTrue, Tensor whereFalse) {
        Shape values = of(whereTrue).broadcastShape("where", whereFalse.shape());
        Shape common = broadcastShape("where", values);
        double[] condition = broadcast(this, common);
        double[] first = broadcast(whereTrue, common);
        double[] second = broadcast(whereFalse, common);
        for (int i = 0; i < condition.length; i++) {
            condition[i] = condition[i] != 0 ? first[i] : second[i];
        }
        return backend.wrap(common, whereTrue.dataType(), condition);
    }

    @Override
    public Tensor sum() {
        return result(Shape.SCALAR, new double[] {Arrays.stream(values()).sum()});
    }

    @Override
    public Tensor mean() {
        return result(Shape.SCALAR, new double[] {Arrays.stream(values()).sum() / shape.elements()});
    }

    @Override
    public Tensor globalAveragePool() {
        return result(ImageOperations.mean(array()));
    }

    private int axis(int dimension) {
        return dimension < 0 ? shape.rank() + dimension : dimension;
    }

    /** The product of the sizes after a dimension: the distance of its neighbors. */
    private int inner(int dimension) {
        int inner = 1;
        for (int d = axis(dimension) + 1; d < shape.rank(); d++) {
            inner *= (int) shape.size(d);
        }
        return inner;
    }

    /** The indices of the elements with index 0 along a dimension. */
    private int[] firsts(int dimension) {
        int inner = inner(dimension);
        int length = (int) shape.size(dimension);
        return IntStream.range(0, positions.length)
                .filter(i -> i / inner % length == 0)
                .toArray();
    }

    @Override
    public Tensor logSoftmax(int dimension) {
        double[] values = values();
        int inner = inner(dimension);
        int length = (int) shape.size(dimension);
        for (int first : firsts(dimension)) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < length; k++) {
                largest = Math.max(largest, values[first + k * inner]);
            }
            double sum = 0;
            for (int k = 0; k < length; k++) {
                sum += Math.exp(values[first + k * inner] - largest);
            }
            for (int k = 0; k < length; k++) {
                values[first + k * inner] -= largest + Math.log(sum);
            }
        }
        return result(shape, values);
    }

    @Override
    public Tensor argmax(int dimension) {
        double[] values = values();
        int inner = inner(dimension);
        int[] firsts = firsts(dimension);
        double[] indices = new double[firsts.length];
        for (int i = 0; i < firsts.length; i++) {
            int best = 0;
            for (int k = 1; k < shape.size(dimension); k++) {
                if (values[firsts[i] + k * inner] > values[firsts[i] + best * inner]) {
                    best = k;
                }
            }
            indices[i] = best;
        }
        long[] sizes = IntStream.range(0, shape.rank())
                .filter(d -> d != axis(dimension))
                .mapToLong(shape::size)
                .toArray();
        return backend.wrap(Shape.of(sizes), DataType.INT64, indices);
    }

    @Override
    public Tensor sortedDescending() {
        double[] ascending = Arrays.stream(values()).sorted().toArray();
        double[] descending = new double[ascending.length];
        for (int i = 0; i < ascending.length; i++) {
            descending[i] = ascending[ascending.length - 1 - i];
        }
        return result(Shape.of(descending.length), descending);
    }

    @Override
    public Tensor to(DataType other) {
        checkAlive();
        return other == type ? this : backend.wrap(shape, other, values());
    }

    @Override
    public Tensor reshape(long... sizes) {
        long[] known = sizes.clone();
        for (int i = 0; i < known.length; i++) {
            if (known[i] == -1) {
                known[i] = 1;
                known[i] = shape.elements() / Shape.of(known).elements();
            }
        }
        Shape other = Shape.of(known);
        if (other.elements() != shape.elements()) {
            throw new ShapeException("reshape of " + shape + " to " + other + ": the numbers of elements differ");
        }
        return view(other, positions);
    }

    @Override
    public Tensor transpose(int first, int second) {
        long[] sizes = shape.sizes();
        sizes[axis(first)] = shape.size(second);
        sizes[axis(second)] = shape.size(first);
        Shape transposed = Shape.of(sizes);
        int[] permuted = new int[positions.length];
        for (int i = 0; i < permuted.length; i++) {
            int[] index = new int[shape.rank()];
            int rest = i;
            for (int d = index.length - 1; d >= 0; d--) {
                index[d] = rest % (int) transposed.size(d);
                rest /= (int) transposed.size(d);
            }
            int swapped = index[axis(first)];
            index[axis(first)] = index[axis(second)];
            index[axis(second)] = swapped;
            int source = 0;
            for (int d = 0; d < index.length; d++) {
                source = source * (int) shape.size(d) + index[d];
            }
            permuted[i] = positions[source];
        }
        return view(transposed, permuted);
    }

    @Override
    public Tensor narrow(int dimension, long start, long length) {
        if (start < 0 || start + length > shape.size(dimension)) {
            throw new ShapeException("narrow of " + shape + ": slices " + start + " to " + (start + length - 1)
                    + " of dimension " + dimension);
        }
        long[] sizes = shape.sizes();
        sizes[axis(dimension)] = length;
        int inner = inner(dimension);
        int[] selected = IntStream.range(0, positions.length)
                .filter(i -> {
                    long index = i / inner % shape.size(dimension);
                    return index >= start && index < start + length;
                })
                .map(i -> positions[i])
                .toArray();
        return view(Shape.of(sizes), selected);
    }

    @Override
    public Tensor gather(int dimension, Tensor index) {
        int inner = inner(dimension);
        int[] firsts = firsts(dimension);
        double[] values = values();
        double[] indices = of(index).values();
        if (indices.length != firsts.length) {
            throw misfit("gather", index.shape());
        }
        double[] gathered = new double[firsts.length];
        for (int i = 0; i < firsts.length; i++) {
            gathered[i] = values[firsts[i] + ((int) indices[i]) * inner];
        }
        return result(index.shape(), gathered);
    }

    @Override
    public Tensor indexSelect(long... indices) {
        double[] values = values();
        int sample = inner(0);
        double[] selected = new double[indices.length * sample];
        for (int i = 0; i < indices.length; i++) {
            System.arraycopy(values, ((int) indices[i]) * sample, selected, i * sample, sample);
        }
        long[] sizes = shape.sizes();
        sizes[0] = indices.length;
        return result(Shape.of(sizes), selected);
    }

    @Override
    public Tensor detach() {
        return view(shape, positions);
    }

    @Override
    public Tensor copy() {
        return result(shape, values());
    }

    @Override
    public Tensor quantize(Tensor factors, int zeroPoint) {
        double[] scales = broadcast(factors, shape);
        double[] values = values();
        for (int i = 0; i < values.length; i++) {
            double nearest = Math.floor(values[i] * scales[i] + zeroPoint + 0.5);
            values[i] = Math.min(Math.max(nearest, 0), Quantization.Q_MAX);
        }
        return backend.wrap(shape, DataType.UINT8, values);
    }

    @Override
    public Tensor conv2d(Tensor weight, @Nullable Tensor bias, Conv2dOptions options) {
        double[] shift = bias == null ? null : of(bias).values();
        return result(ImageOperations.conv2d(array(), of(weight).array(), shift, options));
    }

    @Override
    public Tensor maxPool2d(PoolOptions options) {
        return result(ImageOperations.maxPool2d(array(), options));
    }

    @Override
    public Tensor batchNorm(BatchNormState state, boolean training) {
        Array x = array();
        double[] means = of(state.runningMean()).values();
        double[] variances = of(state.runningVariance()).values();
        if (training) {
            double count = (double) x.values().length / means.length;
            if (count == 1) {
                throw new ShapeException("batchNorm of " + shape + " in training: each channel has one value");
            }
            double[] batchMeans = ImageOperations.channelMeans(x);
            double[] batchVariances = ImageOperations.channelVariances(x, batchMeans);
            for (int c = 0; c < means.length; c++) {
                double unbiased = batchVariances[c] * count / (count - 1);
                means[c] += state.momentum() * (batchMeans[c] - means[c]);
                variances[c] += state.momentum() * (unbiased - variances[c]);
            }
            var unusedMean = of(state.runningMean()).overwrite(means);
            var unusedVariance = of(state.runningVariance()).overwrite(variances);
            means = batchMeans;
            variances = batchVariances;
        }
        double[] scale = of(state.weight()).values();
        double[] shift = of(state.bias()).values();
        return result(ImageOperations.batchNorm(x, means, variances, scale, shift, state.epsilon()));
    }

    @Override
    public Tensor instanceNorm(double epsilon) {
        return result(ImageOperations.instanceNorm(array(), epsilon));
    }

    @Override
    public Tensor resizeBilinear(long height, long width, Interpolation interpolation) {
        return result(ImageOperations.resizeBilinear(array(), height, width, interpolation));
    }

    @Override
    public Tensor padReflect(int border) {
        return result(ImageOperations.padReflect(array(), border));
    }

    @Override
    public Tensor upsampleNearest(int factor) {
        return result(ImageOperations.upsampleNearest(array(), factor));
    }

    @Override
    public Tensor averagePool2d(PoolOptions options) {
        return result(ImageOperations.averagePool2d(array(), options));
    }

    @Override
    public Tensor mean(int dimension) {
        return result(SequenceOperations.mean(array(), dimension));
    }

    @Override
    public Tensor layerNorm(Tensor weight, Tensor bias, double epsilon) {
        return result(SequenceOperations.layerNorm(array(), of(weight).values(), of(bias).values(), epsilon));
    }

    @Override
    public Tensor linear(Tensor weight, Tensor bias) {
        return result(SequenceOperations.linear(array(), of(weight).array(), of(bias).values()));
    }

    @Override
    public Tensor attention(Tensor keys, Tensor values, Tensor bias) {
        return result(SequenceOperations.attention(
                array(), of(keys).array(), of(values).array(), of(bias).array()));
    }

    @Override
    public Tensor padReplicate(int border) {
        return result(ImageOperations.padReplicate(array(), border));
    }

    @Override
    public Tensor attention(Tensor keys, Tensor values) {
        return result(
                ImageOperations.attention(array(), of(keys).array(), of(values).array()));
    }

    @Override
    public Tensor requireGradient() {
        throw ReferenceBackend.noGradients("requireGradient");
    }

    @Override
    public void backward() {
        throw ReferenceBackend.noGradients("backward");
    }

    @Override
    public Optional<Tensor> gradient() {
        throw ReferenceBackend.noGradients("gradient");
    }

    @Override
    public void clearGradient() {
        throw ReferenceBackend.noGradients("clearGradient");
    }

    @Override
    public Tensor addInPlace(Tensor other, double factor) {
        Array sum = combined("addInPlace", other, (first, second) -> first + factor * second);
        if (!sum.shape().equals(shape)) {
            throw misfit("addInPlace", other.shape());
        }
        return overwrite(sum.values());
    }

    @Override
    public Tensor addConv2dInPlace(
            Tensor input, Tensor weight, @Nullable Tensor bias, Conv2dOptions options, boolean relu) {
        Tensor sum = addInPlace(input.conv2d(weight, bias, options), 1);
        return relu ? sum.reluInPlace() : sum;
    }

    @Override
    public Tensor multiplyInPlace(double factor) {
        return overwrite(array().map(value -> value * factor).values());
    }

    @Override
    public Tensor addQuotientInPlace(Tensor numerator, Tensor denominator, double factor) {
        return addInPlace(numerator.divide(denominator), factor);
    }

    @Override
    public Tensor addProductInPlace(Tensor first, Tensor second, double factor) {
        return addInPlace(first.multiply(second), factor);
    }

    @Override
    public float[] toFloats() {
        double[] values = values();
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    @Override
    public double[] toDoubles() {
        return values();
    }

    @Override
    public long[] toLongs() {
        return Arrays.stream(values()).mapToLong(value -> (long) value).toArray();
    }

    @Override
    public ByteBuffer toBytes() {
        return Elements.write(type, values());
    }

    @Override
    public double toDouble() {
        if (shape.elements() != 1) {
            throw new ShapeException("toDouble of " + shape + ": exactly one element expected");
        }
        return values()[0];
    }

    @Override
    public boolean isFinite() {
        return Arrays.stream(values()).allMatch(Double::isFinite);
    }

    @Override
    public String toString() {
        return released ? "freed tensor" : shape + " " + type;
    }
}
