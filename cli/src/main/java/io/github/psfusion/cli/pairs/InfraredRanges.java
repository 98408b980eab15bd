// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.pairs;

import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.imaging.IntensityWindow;

/** Reads the value of {@code --ir-range}. */
public final class InfraredRanges {
    private InfraredRanges() {}

    /**
     * Reads a range of infrared levels.
     *
     * @throws UserError naming the forms that there are
     */
    public static IntensityWindow parse(String value) {
        try {
            return IntensityWindow.parse(value);
        } catch (IllegalArgumentException e) {
            throw UserError.usage("--ir-range: " + e.getMessage() + ".");
        }
    }
}
