// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors;

/** Whether the operations of the calling thread are recorded for gradients. */
public interface Autograd {
    /**
     * Switches recording for this thread until the result is closed, then restores the earlier mode.
     *
     * @param recording whether operations are recorded
     */
    Mode recording(boolean recording);

    /** Restores the earlier mode on closing; belongs to one thread. */
    interface Mode extends AutoCloseable {
        @Override
        void close();
    }
}
