// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import io.github.psfusion.networks.ForwardContext;
import java.util.Locale;

/** Which batch norms use their running statistics in the steps of a training, too, and leave them as they are. */
public enum FrozenStatistics {
    /** None: as published. */
    NONE,
    /**
     * Those after a global pool. A batch of n images has n values of each channel for them: of two values one becomes 1 and the
     * other -1, whatever they are, and the gradient is that of noise.
     */
    POOLED,
    /** All: weights are trained for what they compute in evaluation. */
    ALL;

    /** Returns how the network is called in the steps. */
    ForwardContext context() {
        return switch (this) {
            case NONE -> ForwardContext.TRAINING;
            case POOLED -> ForwardContext.TRAINING.withFrozenPooled();
            case ALL -> ForwardContext.EVALUATION;
        };
    }

    /** Returns the name in weight files, in lower case. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
