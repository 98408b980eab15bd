// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors;

/**
 * How an engine is opened.
 *
 * @param device where to compute
 * @param threads threads of one operation; 0 leaves the choice to the engine
 */
public record BackendOptions(Device device, int threads) {
    /** Checks the number of threads. */
    public BackendOptions {
        if (threads < 0) {
            throw new IllegalArgumentException("threads " + threads + " must be at least 0");
        }
    }

    /** Returns the processor with as many threads as the engine likes. */
    public static BackendOptions defaults() {
        return new BackendOptions(Device.CPU, 0);
    }

    /** Returns these options with another number of threads. */
    public BackendOptions withThreads(int count) {
        return new BackendOptions(device, count);
    }

    /** Returns these options with another device. */
    public BackendOptions withDevice(Device other) {
        return new BackendOptions(other, threads);
    }
}
