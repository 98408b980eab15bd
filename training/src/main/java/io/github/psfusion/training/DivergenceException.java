// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import java.util.List;
import java.util.Map;

/**
 * The loss or its gradient is not a finite number any more, and the weights are still those before the step; or the weights or the
 * state of the optimizer are not, and no checkpoint of them was written.
 */
public final class DivergenceException extends Exception {
    private static final long serialVersionUID = 1L;

    private static final String REMEDY =
            " or lengthen the warm-up, and resume from the last checkpoint; where there is none, start again.";

    DivergenceException(long step, String what, List<String> pairs, Map<String, Double> terms) {
        super("step " + step + ": " + what + " is not a finite number. The batch was " + String.join(", ", pairs)
                + "; its terms were " + terms + ". Look at these images; if they are sound, lower the learning rate"
                + REMEDY);
    }

    DivergenceException(long step, Checkpoint.InvalidStateException cause) {
        super(
                "step " + step + ": the training has diverged, no checkpoint was written: " + cause.getMessage()
                        + ". Lower the learning rate" + REMEDY,
                cause);
    }
}
