// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.libtorch;

import io.github.psfusion.tensors.Conv2dOptions;
import io.github.psfusion.tensors.Quantization;
import io.github.psfusion.tensors.QuantizedConv2d;
import io.github.psfusion.tensors.Tensor;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/** oneDNN's int8 convolution. */
final class LibtorchQuantizedConv2d implements QuantizedConv2d {
    private static final String PACK = "onednn::qconv_prepack";
    private static final String CONVOLVE = "onednn::qconv2d_pointwise";

    private final LibtorchBackend backend;
    private final Conv2dOptions options;
    private final long zeroPoint;
    private final org.bytedeco.pytorch.Tensor weight;
    private final org.bytedeco.pytorch.Tensor scales;
    private final org.bytedeco.pytorch.Tensor noZeroPoints;
    private final org.bytedeco.pytorch.@Nullable Tensor bias;

    /** Packs the weights, in an open scope that may be closed afterwards. */
    LibtorchQuantizedConv2d(
            LibtorchBackend backend,
            Tensor weight,
            Tensor scales,
            @Nullable Tensor bias,
            Conv2dOptions options,
            int zeroPoint) {
        this.backend = backend;
        this.options = options;
        this.zeroPoint = zeroPoint;
        this.weight = owned(packed(weight, scales));
        this.scales = owned(LibtorchTensor.handle(scales).clone());
        this.noZeroPoints = owned(torch.zeros(new long[] {scales.shape().size(0)}, new TensorOptions(ScalarType.Long)));
        this.bias = bias == null ? null : owned(LibtorchTensor.handle(bias).clone());
    }

    /** Takes a native tensor out of the scope. */
    private static org.bytedeco.pytorch.Tensor owned(org.bytedeco.pytorch.Tensor tensor) {
        tensor.retainReference();
        return tensor;
    }

    private org.bytedeco.pytorch.Tensor packed(Tensor unpacked, Tensor channelScales) {
        IValueVector stack = new IValueVector();
        stack.push_back(new IValue(LibtorchTensor.handle(unpacked)));
        stack.push_back(new IValue(LibtorchTensor.handle(channelScales)));
        stack.push_back(new IValue(1.0)); // the scale of the input is part of those of the weights
        stack.push_back(new IValue(zeroPoint));
        pushGeometry(stack);
        stack.push_back(new IValue()); // any size of the input
        return NamedOperators.called(PACK, "", stack);
    }

    @Override
    public Tensor apply(Tensor input, @Nullable Quantization output, boolean relu) {
        IValueVector stack = new IValueVector();
        stack.push_back(new IValue(LibtorchTensor.handle(input)));
        stack.push_back(new IValue(1.0));
        stack.push_back(new IValue(zeroPoint));
        stack.push_back(new IValue(weight));
        stack.push_back(new IValue(scales));
        stack.push_back(new IValue(noZeroPoints));
        stack.push_back(bias == null ? new IValue() : new IValue(bias));
        pushGeometry(stack);
        stack.push_back(new IValue(output == null ? 1.0 : output.scale()));
        stack.push_back(new IValue(output == null ? 0L : output.zeroPoint()));
        stack.push_back(output == null ? new IValue((long) ScalarType.Float.intern().value) : new IValue());
        stack.push_back(new IValue(relu ? "relu" : "none"));
        stack.push_back(NamedOperators.noParameters());
        stack.push_back(new IValue(""));
        try {
            return backend.wrap("quantizedConv2d", NamedOperators.called(CONVOLVE, "", stack));
        } catch (RuntimeException e) {
            throw NativeErrors.translate("quantizedConv2d", e, input);
        }
    }

    private void pushGeometry(IValueVector stack) {
        stack.push_back(new IValue(NamedOperators.both(options.stride())));
        stack.push_back(new IValue(NamedOperators.both(options.padding())));
        stack.push_back(new IValue(NamedOperators.both(options.dilation())));
        stack.push_back(new IValue((long) options.groups()));
    }

    @Override
    public void release() {
        if (!weight.isNull()) {
            weight.releaseReference();
            scales.releaseReference();
            noZeroPoints.releaseReference();
            if (bias != null) {
                bias.releaseReference();
            }
        }
    }
}
