// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors.graph;

/**
 * What is done with each kind of {@link Operation}, such as exporting it. A method for each kind: a new operation does not compile
 * until every visitor has an answer for it.
 *
 * @param <R> the result
 */
public interface OperationVisitor<R> {
    /** Visits a tensor that is given at each run. */
    R input(Operation.Input input);

    /** Visits a tensor that is the same at each run. */
    R constant(Operation.Constant constant);

    /** Visits a convolution. */
    R convolution(Operation.Convolution convolution);

    /** Visits a convolution that is added to a sum. */
    R convAdd(Operation.ConvAdd convAdd);

    /** Visits an int8 convolution. */
    R quantizedConvolution(Operation.QuantizedConvolution convolution);

    /** Visits a quantization to UINT8. */
    R quantize(Operation.Quantize quantize);

    /** Visits a batch normalization by running statistics. */
    R batchNorm(Operation.BatchNorm norm);

    /** Visits an instance normalization. */
    R instanceNorm(Operation.InstanceNorm norm);

    /** Visits an element by element operation of two tensors. */
    R pairwise(Operation.Pairwise pairwise);

    /** Visits an activation function. */
    R activation(Operation.Activation activation);

    /** Visits a leaky ReLU. */
    R leakyRelu(Operation.LeakyRelu activation);

    /** Visits a leaky ReLU of a learned slope. */
    R prelu(Operation.Prelu activation);

    /** Visits the addition of a number. */
    R addNumber(Operation.AddNumber add);

    /** Visits the multiplication by a number. */
    R multiplyNumber(Operation.MultiplyNumber multiply);

    /** Visits the mean along a dimension. */
    R mean(Operation.Mean mean);

    /** Visits the mean over height and width. */
    R globalAveragePool(Operation.GlobalAveragePool pool);

    /** Visits a max pooling. */
    R maxPool(Operation.MaxPool pool);

    /** Visits an average pooling. */
    R averagePool(Operation.AveragePool pool);

    /** Visits a padding by reflection. */
    R padReflect(Operation.PadReflect pad);

    /** Visits a repetition of pixels. */
    R upsampleNearest(Operation.UpsampleNearest upsample);

    /** Visits a bilinear resizing. */
    R resize(Operation.Resize resize);

    /** Visits a reshaping. */
    R reshape(Operation.Reshape reshape);

    /** Visits a transposition. */
    R transpose(Operation.Transpose transpose);

    /** Visits a selection of slices. */
    R narrow(Operation.Narrow narrow);

    /** Visits a selection of slices in any order. */
    R indexSelect(Operation.IndexSelect select);

    /** Visits a concatenation. */
    R concatenate(Operation.Concatenate concatenate);

    /** Visits an attention. */
    R attention(Operation.Attention attention);

    /** Visits an attention with a bias. */
    R windowAttention(Operation.WindowAttention attention);

    /** Visits a layer normalization. */
    R layerNorm(Operation.LayerNorm norm);

    /** Visits a linear layer. */
    R linear(Operation.Linear linear);

    /** Visits a change of the data type. */
    R cast(Operation.Cast cast);

    /** Visits the index of the largest element. */
    R argmax(Operation.Argmax argmax);
}
