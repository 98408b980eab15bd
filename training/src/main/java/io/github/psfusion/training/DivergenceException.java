// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import java.util.List;
import java.util.Map;

/** The loss or its gradient is not a finite number any more. The weights are still those before the step. */
public final class DivergenceException extends Exception {
    private static final long serialVersionUID = 1L;

    DivergenceException(long step, String what, List<String> pairs, Map<String, Double> terms) {
        super("step " + step + ": " + what + " is not a finite number. The batch was " + String.join(", ", pairs)
                + "; its terms were " + terms + ". Look at these images; if they are sound, lower the learning rate"
                + " or lengthen the warm-up, and go on from the last checkpoint.");
    }
}
