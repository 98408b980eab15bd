// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.libtorch;

import io.github.psfusion.tensors.Conv2dOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * Which of libtorch's convolutions is called, and in which memory layout.
 *
 * <p>{@code direct} is true where oneDNN may be called without asking libtorch: {@link LibtorchBackend#convolvesDirectly}.
 */
final class Convolutions {
    /** Elements of an input up to which libtorch itself does not call oneDNN, which is faster for such inputs, too. */
    private static final long SMALL_INPUT = 20_480;

    /** Pixels of a result below which bfloat16 saves no time. */
    private static final long FEW_PIXELS = 16;

    /** Channels that a vector of the CPU holds in float32. */
    private static final long VECTOR = 16;

    private Convolutions() {}

    /**
     * Convolves.
     *
     * <p>Some of oneDNN's kernels read beyond their data and multiply that by zero, so that the result is not a number where that
     * memory holds none: for the gradient of the input, where the channels of the result do not fill its vectors, and, with
     * bfloat16 on CPUs with AMX, for maps of very few pixels. The first get further channels of zeros, the second float32. The
     * channels without those zeros are copied together: batch norms of a view with gaps cost more than all convolutions.
     */
    static Tensor conv2d(Tensor x, Tensor weight, @Nullable Tensor bias, Conv2dOptions options, boolean direct) {
        boolean half = x.scalar_type().intern() == ScalarType.BFloat16;
        if (half && direct && x.size(2) * x.size(3) < FEW_PIXELS * options.stride() * options.stride()) {
            return conv2d(single(x), single(weight), bias == null ? null : single(bias), options, true)
                    .to(ScalarType.BFloat16);
        }
        long missing = -weight.size(0) & (VECTOR - 1);
        if (missing > 0 && direct && options.groups() == 1 && x.requires_grad()) {
            return convolve(
                            x,
                            withZeros(weight, missing),
                            bias == null ? null : withZeros(bias, missing),
                            options,
                            true)
                    .narrow(1, 0, weight.size(0))
                    .contiguous(torch.MemoryFormat.ChannelsLast);
        }
        return convolve(x, weight, bias, options, direct);
    }

    /**
     * Multiplies rows by a matrix, as a convolution of one pixel: its kernels use all threads, those of libtorch's matrix products
     * only the threads of the BLAS library, of which there is one, or wait for each other.
     *
     * @param rows [..., I]
     * @param weight [O, I]
     * @return [..., O]
     */
    static Tensor linear(Tensor rows, Tensor weight, @Nullable Tensor bias) {
        long[] sizes = rows.sizes().vec().get();
        long in = weight.size(1);
        // Reshaping makes even the stride of the single image that of a channels-last tensor; with the stride of the
        // rows, libtorch
        // takes it for contiguous and reorders the feature map before and after.
        var map = rows.reshape(1, 1, rows.numel() / in, in).permute(0, 3, 1, 2);
        sizes[sizes.length - 1] = weight.size(0);
        return torch.mkldnn_convolution(
                        map,
                        weight.unsqueeze(2).unsqueeze(3),
                        bias == null ? new TensorOptional() : new TensorOptional(bias),
                        both(0),
                        both(1),
                        both(1),
                        1)
                .permute(0, 2, 3, 1)
                .reshape(sizes);
    }

    private static Tensor single(Tensor x) {
        return x.to(ScalarType.Float);
    }

    /** Appends zeros along the first dimension. */
    private static Tensor withZeros(Tensor x, long count) {
        long[] sizes = x.sizes().vec().get();
        sizes[0] = count;
        return torch.cat(new TensorVector(x, torch.zeros(sizes, x.options())), 0);
    }

    private static Tensor convolve(
            Tensor x, Tensor weight, @Nullable Tensor bias, Conv2dOptions options, boolean direct) {
        var noOrBias = bias == null ? new TensorOptional() : new TensorOptional(bias);
        long[] stride = both(options.stride());
        long[] padding = both(options.padding());
        long[] dilation = both(options.dilation());
        var input = direct ? channelsLast(x) : x;
        return direct && input.numel() <= SMALL_INPUT
                ? torch.mkldnn_convolution(input, weight, noOrBias, padding, stride, dilation, options.groups())
                : torch.conv2d(input, weight, noOrBias, stride, padding, dilation, options.groups());
    }

    /**
     * Views an input of one channel with the strides of a channels-last tensor: its memory is in both layouts, but libtorch goes by
     * the strides, and would compute a contiguous result from a contiguous input.
     */
    private static Tensor channelsLast(Tensor x) {
        return x.size(1) > 1 ? x : x.reshape(x.size(0), x.size(2), x.size(3), 1).permute(0, 3, 1, 2);
    }

    /** Returns whether a convolution can be added to a sum by {@link NamedOperators#addConvolution}, which needs channels-last. */
    static boolean addsDirectly(Tensor sum, Tensor x, Tensor weight, Conv2dOptions options, boolean direct) {
        return direct && options.groups() == 1 && isChannelsLast(sum) && isChannelsLast(x);
    }

    private static boolean isChannelsLast(Tensor x) {
        return x.is_contiguous(torch.MemoryFormat.ChannelsLast);
    }

    /** Returns the same value for height and width. */
    static long[] both(long value) {
        return new long[] {value, value};
    }
}
