// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.libtorch;

import io.github.psfusion.platform.Device;
import io.github.psfusion.tensors.Autograd;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.Conv2dOptions;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Measures whether bfloat16 is faster than float32 on this machine.
 *
 * <p>On a GPU as on a CPU that is measured: older ones have no native products either. Without AMX or native bfloat16 products
 * bfloat16 is slower and never fails, so it is chosen only where it is clearly faster.
 */
final class PrecisionProbe {
    /** bfloat16 costs accuracy: it must be at least this much faster. */
    private static final double MIN_SPEEDUP = 1.3;

    /** A machine that is busy for a moment must not decide: the types take turns, and the shortest time of each counts. */
    private static final int TURNS = 5;

    private PrecisionProbe() {}

    static DataType fastestFloat(Backend backend) {
        try (TensorScope scope = backend.openScope();
                Autograd.Mode mode = backend.autograd().recording(false)) {
            Map<DataType, Layer> layers = new EnumMap<>(DataType.class);
            return fastestFloat(
                    backend.device().kind(),
                    CpuFlags.bfloat16(),
                    type -> layers.computeIfAbsent(type, first -> Layer.of(backend, first))
                            .seconds());
        }
    }

    /**
     * Chooses.
     *
     * @param natively whether the CPU has products of bfloat16
     * @param seconds of the same work in a type, once; asked on GPUs, and on CPUs with such products
     */
    static DataType fastestFloat(Device.Kind device, boolean natively, ToDoubleFunction<DataType> seconds) {
        if (device == Device.Kind.CPU && !natively) {
            return DataType.FLOAT32;
        }
        double single = Double.POSITIVE_INFINITY;
        double half = Double.POSITIVE_INFINITY;
        for (int turn = 0; turn < TURNS; turn++) {
            single = Math.min(single, seconds.applyAsDouble(DataType.FLOAT32));
            half = Math.min(half, seconds.applyAsDouble(DataType.BFLOAT16));
        }
        return single >= MIN_SPEEDUP * half ? DataType.BFLOAT16 : DataType.FLOAT32;
    }

    /** Returns the shortest of a few times of the network's typical convolution. */
    static double seconds(Backend backend, DataType type) {
        double shortest = Double.POSITIVE_INFINITY;
        try (TensorScope scope = backend.openScope();
                Autograd.Mode mode = backend.autograd().recording(false)) {
            Layer layer = Layer.of(backend, type);
            for (int turn = 0; turn < TURNS; turn++) {
                shortest = Math.min(shortest, layer.seconds());
            }
        }
        return shortest;
    }

    /** The network's typical convolution: 3x3, 32 to 32 channels, 240 x 320. */
    private record Layer(Tensor input, Tensor weight) {
        static Layer of(Backend backend, DataType type) {
            Tensor weight = backend.full(type, Shape.of(32, 32, 3, 3), 0.01);
            Tensor input = backend.full(type, Shape.of(1, 32, 240, 320), 0.5)
                    .conv2d(weight, null, Conv2dOptions.padded(1)); // channels-last, and warm
            return new Layer(input, weight);
        }

        double seconds() {
            long start = System.nanoTime();
            double firstValue = input.conv2d(weight, null, Conv2dOptions.padded(1))
                    .narrow(0, 0, 1)
                    .narrow(1, 0, 1)
                    .narrow(2, 0, 1)
                    .narrow(3, 0, 1)
                    .toDouble(); // waits for the result
            return firstValue >= 0 ? (System.nanoTime() - start) * 1e-9 : Double.POSITIVE_INFINITY;
        }
    }
}
