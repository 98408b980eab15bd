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
import java.util.function.ToDoubleFunction;

/**
 * Measures whether bfloat16 is faster than float32 on this machine.
 *
 * <p>On a GPU as on a CPU that is measured: older ones have no native products either. Without AMX or native bfloat16 products bfloat16 is slower and never fails, so it is chosen only where it is clearly faster.
 */
final class PrecisionProbe {
    /** bfloat16 costs accuracy: it must be at least this much faster. */
    private static final double MIN_SPEEDUP = 1.3;

    private static final int RUNS = 3;

    private PrecisionProbe() {}

    static DataType fastestFloat(Backend backend) {
        return fastestFloat(backend.device().kind(), CpuFlags.bfloat16(), type -> seconds(backend, type));
    }

    /**
     * Chooses.
     *
     * @param natively whether the CPU has products of bfloat16
     * @param seconds of the same work in a type; asked on GPUs, and on CPUs with such products
     */
    static DataType fastestFloat(Device.Kind device, boolean natively, ToDoubleFunction<DataType> seconds) {
        if (device == Device.Kind.CPU && !natively) {
            return DataType.FLOAT32;
        }
        double single = seconds.applyAsDouble(DataType.FLOAT32);
        double half = seconds.applyAsDouble(DataType.BFLOAT16);
        return single >= MIN_SPEEDUP * half ? DataType.BFLOAT16 : DataType.FLOAT32;
    }

    /** Returns the shortest of a few times of the network's typical convolution: 3x3, 32 to 32 channels, 240 x 320. */
    static double seconds(Backend backend, DataType type) {
        double shortest = Double.POSITIVE_INFINITY;
        try (TensorScope scope = backend.openScope();
                Autograd.Mode mode = backend.autograd().recording(false)) {
            Tensor weight = backend.persist(backend.full(type, Shape.of(32, 32, 3, 3), 0.01));
            Tensor input = backend.full(type, Shape.of(1, 32, 240, 320), 0.5)
                    .conv2d(weight, null, Conv2dOptions.padded(1)); // channels-last, and warm
            for (int run = 0; run < RUNS; run++) {
                long start = System.nanoTime();
                Tensor output = input.conv2d(weight, null, Conv2dOptions.padded(1));
                double firstValue = output.narrow(0, 0, 1)
                        .narrow(1, 0, 1)
                        .narrow(2, 0, 1)
                        .narrow(3, 0, 1)
                        .toDouble();
                if (firstValue >= 0) { // waits for the result
                    shortest = Math.min(shortest, (System.nanoTime() - start) * 1e-9);
                }
            }
            backend.release(weight);
        }
        return shortest;
    }
}
