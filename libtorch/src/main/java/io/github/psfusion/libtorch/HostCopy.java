// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.libtorch;

import io.github.psfusion.tensors.DataType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Function;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Copies of a tensor's elements in Java memory, in C order. */
final class HostCopy {
    private HostCopy() {}

    /** Opens a scope for the native objects, and hands on a contiguous tensor of this type in the CPU's memory. */
    private static <R> R read(LibtorchBackend backend, Tensor tensor, DataType type, Function<Tensor, R> reader) {
        try (LibtorchScope scope = (LibtorchScope) backend.openScope()) {
            var local = tensor.detach()
                    .to(
                            new org.bytedeco.pytorch.Device(torch.DeviceType.CPU),
                            LibtorchBackend.scalarType(type),
                            false,
                            false,
                            new MemoryFormatOptional())
                    .contiguous();
            return reader.apply(local);
        }
    }

    private static int length(Tensor tensor) {
        return Math.toIntExact(tensor.numel());
    }

    static float[] floats(LibtorchBackend backend, Tensor tensor) {
        return read(backend, tensor, DataType.FLOAT32, local -> {
            float[] values = new float[length(local)];
            if (values.length > 0) {
                local.data_ptr_float().get(values, 0, values.length);
            }
            return values;
        });
    }

    static double[] doubles(LibtorchBackend backend, Tensor tensor) {
        return read(backend, tensor, DataType.FLOAT64, local -> {
            double[] values = new double[length(local)];
            if (values.length > 0) {
                local.data_ptr_double().get(values, 0, values.length);
            }
            return values;
        });
    }

    static long[] longs(LibtorchBackend backend, Tensor tensor) {
        return read(backend, tensor, DataType.INT64, local -> {
            long[] values = new long[length(local)];
            if (values.length > 0) {
                local.data_ptr_long().get(values, 0, values.length);
            }
            return values;
        });
    }

    static ByteBuffer bytes(LibtorchBackend backend, Tensor tensor, DataType type) {
        return read(backend, tensor, type, local -> {
            int size = Math.multiplyExact(length(local), type.bytes());
            ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
            if (size > 0) {
                bytes.put(LibtorchBackend.rawBytes(local, size)).flip();
            }
            return bytes;
        });
    }
}
