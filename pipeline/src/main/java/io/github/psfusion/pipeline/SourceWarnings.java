// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline;

import io.github.psfusion.datasets.PairImages;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.SourceChecks;
import io.github.psfusion.imaging.geometry.ShiftEstimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Looks for signs that a pair is not what the user means it to be. */
final class SourceWarnings {
    private SourceWarnings() {}

    static List<Warning> of(PairImages pair) {
        List<Warning> warnings = new ArrayList<>();
        pair.notes().forEach(note -> warnings.add(new Warning(Warning.Kind.ADAPTED, note)));
        Image infrared = pair.infraredAsStored();
        Image visible = pair.images().visible();
        if (SourceChecks.looksSwapped(infrared, visible)) {
            warnings.add(new Warning(
                    Warning.Kind.SWAPPED,
                    "the infrared image has colors and the visible one has none; are they swapped?"));
        }
        if (SourceChecks.isConstant(infrared)) {
            warnings.add(new Warning(Warning.Kind.CONSTANT, "the infrared image has one level only"));
        }
        if (SourceChecks.isConstant(visible)) {
            warnings.add(new Warning(Warning.Kind.CONSTANT, "the visible image has one level only"));
        }
        ShiftEstimate shift = ShiftEstimate.between(pair.images().infrared(), visible.luminance());
        if (shift.looksMisaligned()) {
            warnings.add(new Warning(
                    Warning.Kind.SHIFTED,
                    String.format(
                            Locale.ROOT,
                            "infrared and visible look shifted by about %d, %d pixels (confidence %.1f); pairs must be"
                                    + " registered",
                            shift.dx(),
                            shift.dy(),
                            shift.confidence())));
        }
        return warnings;
    }
}
