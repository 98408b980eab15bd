// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors;

/**
 * Where tensors live and are computed.
 *
 * @param kind CPU or GPU
 * @param index which of several GPUs, from 0; 0 for the CPU
 */
public record Device(Kind kind, int index) {
    /** The CPU. */
    public static final Device CPU = new Device(Kind.CPU, 0);

    /** The kinds of device. */
    public enum Kind {
        /** The CPU and its memory. */
        CPU,
        /** A GPU of NVIDIA's. */
        CUDA
    }

    /** Checks the index. */
    public Device {
        if (index < 0 || (kind == Kind.CPU && index != 0)) {
            throw new IllegalArgumentException("no device " + kind + " with index " + index);
        }
    }

    /** Returns the GPU of this index, from 0. */
    public static Device cuda(int index) {
        return new Device(Kind.CUDA, index);
    }

    @Override
    public String toString() {
        return kind == Kind.CPU ? "cpu" : "cuda:" + index;
    }
}
