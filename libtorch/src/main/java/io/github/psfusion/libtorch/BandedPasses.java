// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.libtorch;

import io.github.psfusion.tensors.Quantization;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.LongArrayRef;
import org.bytedeco.pytorch.LongArrayRefOptional;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Node;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Operations that pass several times over a feature map [N, C, H, W]: global average pooling, instance normalization, quantization.
 * All passes go over a band of rows before the next band, so that intermediates stay in the CPU's cache. In bands an operation cannot
 * be differentiated; where gradients are recorded, the whole feature map is one expression.
 */
final class BandedPasses {
    /** Elements of a band. */
    private static final long BAND = 1 << 20;

    private BandedPasses() {}

    /** Some rows of a feature map [N, C, rows, W] and the index of the first. */
    @FunctionalInterface
    private interface BandOperation {
        void on(Tensor band, long first);
    }

    private static void inBands(Tensor x, BandOperation operation) {
        long rows = Math.max(1, BAND / (x.numel() / x.size(2)));
        for (long first = 0; first < x.size(2); first += rows) {
            try (var each = new PointerScope()) {
                operation.on(x.narrow(2, first, Math.min(rows, x.size(2) - first)), first);
            }
        }
    }

    /** Returns the mean over height and width, [N, C, 1, 1]. */
    static Tensor globalAveragePool(Tensor x, boolean differentiable) {
        if (!differentiable) {
            return meanInBands(x, band -> band).to(x.scalar_type());
        }
        return x.requires_grad() && x.is_contiguous(torch.MemoryFormat.ChannelsLast)
                ? recordedMean(x)
                : meanOverPixels(x);
    }

    /**
     * Returns the mean with the gradient of a sum, which is spread over the pixels without copying it; that of libtorch's mean is a
     * copy that is not channels-last, and adding it to the other gradients of the feature map slow.
     */
    private static Tensor recordedMean(Tensor x) {
        Node sum = x.sum(pixelDimensions(), true, new ScalarTypeOptional()).grad_fn();
        GradMode.set_enabled(false);
        try {
            Tensor mean = meanOverPixels(x);
            BackwardPass.record(sum, mean, new ShareOfPixel((double) x.size(2) * x.size(3)));
            return mean;
        } finally {
            GradMode.set_enabled(true);
        }
    }

    /** Turns the gradient of a mean into that of a sum. */
    private static final class ShareOfPixel extends BackwardPass {
        private final double pixels;

        ShareOfPixel(double pixels) {
            this.pixels = pixels;
        }

        @Override
        Tensor backward(Tensor gradient) {
            return gradient.div(new Scalar(pixels));
        }
    }

    /**
     * Returns each channel of each sample with mean 0 and biased variance 1.
     *
     * <p>Composed of single operations, because libtorch's fused kernels either leave the channels-last layout or add up a channel's
     * pixels one by one in single precision, which is inaccurate for large images; its mean adds up in cascades.
     */
    static Tensor instanceNorm(Tensor x, double epsilon, boolean differentiable) {
        return differentiable ? normalized(x, epsilon) : normalizedInBands(x, epsilon);
    }

    private static Tensor normalized(Tensor original, double epsilon) {
        if (BatchNormTraining.accepts(original)) {
            return InstanceNormTraining.normalize(original, epsilon);
        }
        var x = original.to(atLeastSingle(original));
        var centered = x.sub(meanOverPixels(x));
        var variance = meanOverPixels(centered.mul(centered));
        return centered.mul(variance.add(new Scalar(epsilon)).rsqrt()).to(original.scalar_type());
    }

    private static Tensor normalizedInBands(Tensor x, double epsilon) {
        var type = atLeastSingle(x);
        var mean = meanInBands(x, band -> band).to(type);
        var variance = meanInBands(x, band -> {
            var centered = band.sub(mean);
            return centered.mul_(centered);
        });
        var factor = variance.add(new Scalar(epsilon)).rsqrt().to(type);
        var result = torch.empty_like(x);
        inBands(
                x,
                (band, first) -> result.narrow(2, first, band.size(2))
                        .copy_(band.to(type).sub(mean).mul_(factor)));
        return result;
    }

    /**
     * Returns values times factors, quantized to UINT8. Three plain passes: libtorch's own operator is not parallel. The last pass
     * truncates.
     *
     * @param factors [1, C, 1, 1]
     */
    static Tensor quantize(Tensor x, Tensor factors, int zeroPoint) {
        var zero = torch.full(new long[] {1}, new Scalar(zeroPoint + 0.5), x.options());
        var quantized = torch.empty_like(
                x, x.options().dtype(new ScalarTypeOptional(ScalarType.Byte)), new MemoryFormatOptional());
        inBands(x, (band, first) -> {
            var values = torch.addcmul(zero, band, factors, new Scalar(1.0));
            values.clamp_(new ScalarOptional(new Scalar(0.0)), new ScalarOptional(new Scalar(Quantization.Q_MAX)));
            quantized.narrow(2, first, band.size(2)).copy_(values);
        });
        return quantized;
    }

    /**
     * Returns the mean over all pixels of a term that is computed of each band in at least single precision.
     *
     * @return FLOAT64 [N, C, 1, 1]
     */
    private static Tensor meanInBands(Tensor x, UnaryOperator<Tensor> term) {
        var type = atLeastSingle(x);
        double height = x.size(2);
        var mean = torch.zeros(
                new long[] {x.size(0), x.size(1), 1, 1}, x.options().dtype(new ScalarTypeOptional(ScalarType.Double)));
        inBands(
                x,
                (band, first) ->
                        mean.add_(meanOverPixels(term.apply(band.to(type))), new Scalar(band.size(2) / height)));
        return mean;
    }

    private static ScalarType atLeastSingle(Tensor x) {
        return x.scalar_type().intern() == ScalarType.Double ? ScalarType.Double : ScalarType.Float;
    }

    private static LongArrayRefOptional pixelDimensions() {
        return new LongArrayRefOptional(new LongArrayRef(new LongPointer(2, 3), 2));
    }

    private static Tensor meanOverPixels(Tensor x) {
        return x.mean(pixelDimensions(), true, new ScalarTypeOptional());
    }
}
