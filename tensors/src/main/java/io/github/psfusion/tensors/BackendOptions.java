// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors;

import io.github.psfusion.platform.Device;

/**
 * How an engine is opened.
 *
 * @param device where to compute
 * @param threads threads of one operation; 0 leaves the choice to the engine
 * @param layout how feature maps lie in memory
 */
public record BackendOptions(Device device, int threads, Layout layout) {
    /** How feature maps and the weights of convolutions lie in memory; the results are the same up to rounding. */
    public enum Layout {
        /** All channels of a pixel side by side, which convolutions read without reordering. */
        CHANNELS_LAST,
        /** Each channel a plane of its own, as published programs compute; for comparisons. */
        PLANES
    }

    /** Checks the number of threads. */
    public BackendOptions {
        if (threads < 0) {
            throw new IllegalArgumentException("threads " + threads + " must be at least 0");
        }
    }

    /** Returns the processor with as many threads as the engine likes. */
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
