// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods;

import io.github.psfusion.platform.Device;
import java.util.List;
import java.util.Optional;

/**
 * What an opened method can do.
 *
 * @param extraOutputs its outputs beside the fused image
 * @param minimumSide the least width and height that it takes, at least 1
 * @param precision in which it computes, never {@link Precision#AUTO}; empty where that is no choice
 * @param device on which it computes
 */
public record MethodCapabilities(
        List<ExtraOutput> extraOutputs, int minimumSide, Optional<Precision> precision, Device device) {
    /** The fused image alone, of any size, computed on the CPU. */
    public static final MethodCapabilities DEFAULT = new MethodCapabilities(List.of(), 1, Optional.empty(), Device.CPU);

    /** Copies the list and checks the size. */
    public MethodCapabilities {
        extraOutputs = List.copyOf(extraOutputs);
        if (minimumSide < 1) {
            throw new IllegalArgumentException("minimum side " + minimumSide + " must be at least 1");
        }
    }
}
