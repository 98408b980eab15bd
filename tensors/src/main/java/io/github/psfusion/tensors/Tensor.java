// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An array of numbers in a backend's memory, with the operations that the networks, losses and optimizers of this
 * project use; an operation that none of them uses is removed.
 *
 * <p>No operation changes its operands unless its name ends in {@code InPlace}. Each result belongs to the innermost
 * open {@link TensorScope} of the calling thread. Operands must be of one backend and device; binary operations
 * broadcast sizes of 1 and missing outer dimensions. Operations are recorded for gradients while {@link
 * Autograd#recording} is on. A wrong shape is a {@link ShapeException}, a failure of the backend a {@link
 * BackendException}, the use of a freed tensor an {@link IllegalStateException}.
 */
public interface Tensor {

    // What it is.

    /** Returns the backend that holds this tensor. */
    Backend backend();

    /** Returns the sizes. */
    Shape shape();

    /** Returns the type of the elements. */
    DataType dataType();

    // Element by element.

    /** Returns {@code this + other}. */
    Tensor add(Tensor other);

    /** Returns {@code this + number}. */
    Tensor add(double number);

    /** Returns {@code this - other}. */
    Tensor subtract(Tensor other);

    /** Returns {@code this * other}. */
    Tensor multiply(Tensor other);

    /** Returns {@code this * number}. */
    Tensor multiply(double number);

    /** Returns {@code this / other}. */
    Tensor divide(Tensor other);

    /** Returns the larger of both, element by element. At a tie the gradient is shared equally. */
    Tensor maximum(Tensor other);

    /** Returns the absolute values; the gradient at 0 is 0. */
    Tensor abs();

    /** Returns the square roots. */
    Tensor sqrt();

    /** Returns {@code log(1 + exp(this))}, computed without overflow. */
    Tensor softplus();

    /** Returns {@code 1 / (1 + exp(-this))}. */
    Tensor sigmoid();

    /** Returns the hyperbolic tangent. */
    Tensor tanh();

    /** Returns {@code max(this, 0)}; the gradient at 0 is 0. */
    Tensor relu();

    /**
     * Replaces each element by {@code max(element, 0)}, which saves a copy of a large feature map.
     *
     * <p>Allowed on results that nothing else reads and that their own operation does not need for its gradient: those of
     * a convolution, a normalization or a sum.
     *
     * @return this tensor
     */
    Tensor reluInPlace();

    /** Returns {@code max(this, 0) + slope * min(this, 0)}. */
    Tensor leakyRelu(double slope);

    /**
     * Returns {@code max(this, 0) + slope * min(this, 0)} with a slope that is learned.
     *
     * @param slope [1]
     */
    Tensor prelu(Tensor slope);

    /** Returns {@code this * 0.5 * (1 + erf(this / sqrt(2)))}. */
    Tensor gelu();

    /** Returns {@code min(max(this, 0), 6)}; the gradient at 0 and 6 is 0. */
    Tensor relu6();

    /** Returns the values limited to a range; the gradient outside is 0. */
    Tensor clamp(double lowest, double highest);

    /** Returns {@link DataType#BOOL}: whether {@code this > other}. */
    Tensor greater(Tensor other);

    /** Returns {@link DataType#BOOL}: whether {@code this > number}. */
    Tensor greater(double number);

    /** Returns {@link DataType#BOOL}: whether {@code this == number}. */
    Tensor equalTo(double number);

    /** Returns whether this or the other is true; both are {@link DataType#BOOL}. */
    Tensor or(Tensor other);

    /** Selects by this {@link DataType#BOOL} tensor: where true the first, elsewhere the second. */
    Tensor where(Tensor whereTrue, Tensor whereFalse);

    // Sums and statistics.

    /** Returns the sum of all elements, a scalar. */
    Tensor sum();

    /** Returns the mean of all elements, a scalar. */
    Tensor mean();

    /** Returns the mean along a dimension, which stays with size 1. */
    Tensor mean(int dimension);

    /** Returns the mean over height and width: [N, C, H, W] to [N, C, 1, 1]. */
    Tensor globalAveragePool();

    /** Returns the logarithm of the softmax along a dimension. */
    Tensor logSoftmax(int dimension);

    /** Returns the index of the largest element along a dimension (the lowest index at a tie), INT64, without it. */
    Tensor argmax(int dimension);

    /** Returns all elements in descending order, one dimension. No gradient is defined. */
    Tensor sortedDescending();

    // Layout.

    /** Returns the values in another type; the same tensor if it is the type already. */
    Tensor to(DataType type);

    /** Returns the elements in C order under other sizes; at most one size may be -1 and is computed. */
    Tensor reshape(long... sizes);

    /** Returns the tensor with two dimensions swapped. */
    Tensor transpose(int first, int second);

    /** Returns {@code length} slices along a dimension from {@code start}; it shares the memory of this tensor. */
    Tensor narrow(int dimension, long start, long length);

    /**
     * Returns the elements that an index names along a dimension.
     *
     * @param index INT64, of this shape but for size 1 along the dimension, each in 0 .. size - 1
     */
    Tensor gather(int dimension, Tensor index);

    /** Returns the samples of this batch that the indices name, along the outermost dimension. */
    Tensor indexSelect(long... indices);

    /** Returns a tensor that shares the values and takes no part in gradients. */
    Tensor detach();

    /** Returns a copy in memory of its own. */
    Tensor copy();

    /**
     * Quantizes values times factors to UINT8: {@code clamp(round(this * factors + zeroPoint), 0, 255)}.
     *
     * @param factors for each channel, [1, C, 1, 1]
     */
    Tensor quantize(Tensor factors, int zeroPoint);

    // Images: [N, C, H, W].

    /**
     * Two-dimensional cross-correlation with zero padding.
     *
     * @param weight [O, C / groups, K, K]
     * @param bias [O], or null for none
     * @return [N, O, (H + 2 padding - K) / stride + 1, likewise W]
     */
    Tensor conv2d(Tensor weight, @Nullable Tensor bias, Conv2dOptions options);

    /** Returns the largest value of each window. */
    Tensor maxPool2d(PoolOptions options);

    /** Returns the mean of each window; the padding counts as zeros. */
    Tensor averagePool2d(PoolOptions options);

    /**
     * Batch normalization per channel over N, H, W.
     *
     * @param state scale, shift and running statistics, all [C]; in training the running statistics are updated
     * @param training whether the batch's own statistics are used
     * @throws ShapeException in training if a channel has one value only
     */
    Tensor batchNorm(BatchNormState state, boolean training);

    /**
     * Two batch normalizations in a row in training. The second has an input of known mean and variance, so that both together can
     * be computed in the passes of one.
     *
     * @param inner of the first
     * @param outer of the second
     * @throws ShapeException if a channel has one value only
     */
    default Tensor batchNormTwice(BatchNormState inner, BatchNormState outer) {
        return batchNorm(inner, true).batchNorm(outer, true);
    }

    /** Returns each channel of each sample with mean 0 and biased variance 1 over H, W; {@code epsilon} guards the root. */
    Tensor instanceNorm(double epsilon);

    /** Returns the image resized bilinearly, without anti-aliasing. */
    Tensor resizeBilinear(long height, long width, Interpolation interpolation);

    /** Returns the image with its edge values repeated outwards on all four sides. */
    Tensor padReplicate(int border);

    /**
     * Returns the image mirrored outwards on all four sides, its edges not repeated.
     *
     * @param border less than height and width
     */
    Tensor padReflect(int border);

    /** Returns the image with each pixel repeated {@code factor} times in both directions. */
    Tensor upsampleNearest(int factor);

    // Sequences: the last dimension holds the channels.

    /**
     * Returns the values of the last dimension, size C, normalized to mean 0 and biased variance 1, times a scale, plus a shift.
     *
     * @param weight the scale, [C]
     * @param bias the shift, [C]
     * @param epsilon guards the root of the variance
     */
    Tensor layerNorm(Tensor weight, Tensor bias, double epsilon);

    /**
     * Returns {@code this * transposed(weight) + bias} for the vectors of the last dimension: [..., I] to [..., O].
     *
     * @param weight [O, I]
     * @param bias [O]
     */
    Tensor linear(Tensor weight, Tensor bias);

    /**
     * Attention of several heads in many small windows: {@code out[i] = sum_j softmax_j(this[i] . keys[j] + bias[i][j]) values[j]},
     * without scale. This tensor holds the queries.
     *
     * @param keys [N, heads, n, D]
     * @param values [N, heads, n, D]
     * @param bias of each pair of positions, the same for all N, [heads, n, n]
     * @return [N, heads, n, D]
     */
    Tensor attention(Tensor keys, Tensor values, Tensor bias);

    /**
     * Attention without scale: {@code out[i] = sum_j softmax_j(this[i] . keys[j]) values[j]}, without an n x n matrix in
     * memory.
     *
     * <p>This tensor holds the queries.
     *
     * @param keys [N, n, D]
     * @param values [N, n, D]
     * @return [N, n, D]
     */
    Tensor attention(Tensor keys, Tensor values);

    // Gradients.

    /** Makes this tensor a leaf whose gradient {@link #backward} computes, and returns it. */
    Tensor requireGradient();

    /** Adds to each leaf the gradient of this scalar with respect to it. */
    void backward();

    /** Returns the gradient that {@link #backward} has summed up, or empty if there is none. */
    Optional<Tensor> gradient();

    /** Drops the gradient. */
    void clearGradient();

    // Changes in place, for optimizers and running statistics; never on a tensor that a recorded operation still needs.

    /** Adds {@code factor * other} to this tensor and returns it. */
    Tensor addInPlace(Tensor other, double factor);

    /**
     * Adds a convolution to this tensor, [N, O, H, W], and returns it, in one pass over the sum.
     *
     * @param input the feature map to convolve, [N, C, h, w], as in {@link #conv2d}
     * @param weight [O, C / groups, K, K]
     * @param bias [O], or null for none
     * @param relu whether negative sums become 0
     */
    Tensor addConv2dInPlace(Tensor input, Tensor weight, @Nullable Tensor bias, Conv2dOptions options, boolean relu);

    /** Multiplies this tensor by a number and returns it. */
    Tensor multiplyInPlace(double factor);

    /** Adds {@code factor * numerator / denominator}, element by element, to this tensor and returns it. */
    Tensor addQuotientInPlace(Tensor numerator, Tensor denominator, double factor);

    /** Adds {@code factor * first * second}, element by element, to this tensor and returns it. */
    Tensor addProductInPlace(Tensor first, Tensor second, double factor);

    // To Java memory: copies in C order, converted.

    /** Returns the elements as floats. */
    float[] toFloats();

    /** Returns the elements as doubles. */
    double[] toDoubles();

    /** Returns the elements as longs, fractions truncated. */
    long[] toLongs();

    /** Returns the raw elements in this tensor's type, little-endian. */
    ByteBuffer toBytes();

    /** Returns the value of a tensor with one element. */
    double toDouble();

    /** Returns whether every element is finite. */
    boolean isFinite();

    /** Joins tensors along a dimension; all other sizes must agree. */
    static Tensor concatenate(int dimension, List<Tensor> parts) {
        return parts.get(0).backend().concatenate(dimension, parts);
    }
}
