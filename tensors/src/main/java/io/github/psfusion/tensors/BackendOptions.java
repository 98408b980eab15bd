// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors;

import io.github.psfusion.platform.Device;

/**
 * How a backend is opened.
 *
 * @param device where to compute
 * @param threads threads of one operation; 0 leaves the choice to the backend
 * @param layout the memory layout of feature maps
 */
public record BackendOptions(Device device, int threads, Layout layout) {
    /** The memory layout of feature maps and of the weights of convolutions; the results are the same up to rounding. */
    public enum Layout {
        /** NHWC: all channels of a pixel are adjacent, which convolutions read without reordering. */
        CHANNELS_LAST,
        /** NCHW: all pixels of a channel are adjacent, PyTorch's default; for comparisons. */
        CONTIGUOUS
    }

    /** Checks the number of threads. */
    public BackendOptions {
        if (threads < 0) {
            throw new IllegalArgumentException("threads " + threads + " must be at least 0");
        }
    }

    /** Returns the CPU with as many threads as the backend chooses. */
    public static BackendOptions defaults() {
        return new BackendOptions(Device.CPU, 0, Layout.CHANNELS_LAST);
    }

    /** Returns these options with another number of threads. */
    public BackendOptions withThreads(int count) {
        return new BackendOptions(device, count, layout);
    }

    /** Returns these options with another device. */
    public BackendOptions withDevice(Device other) {
        return new BackendOptions(other, threads, layout);
    }

    /** Returns these options with another layout. */
    public BackendOptions withLayout(Layout other) {
        return new BackendOptions(device, threads, other);
    }
}
