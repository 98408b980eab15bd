// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.fuse;

import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.SourceChecks;
import io.github.psfusion.imaging.geometry.ShiftEstimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Looks for signs that a pair is not what the user means it to be. */
final class SourceCautions {
    private SourceCautions() {}

    /**
     * Returns what is to be said.
     *
     * @param stretched the infrared picture as the network sees it
     * @param infrared the infrared picture as it was read
     * @param visible the visible picture
     */
    static List<Caution> of(Plane stretched, Image infrared, Image visible) {
        List<Caution> cautions = new ArrayList<>();
        if (SourceChecks.looksExchanged(infrared, visible)) {
            cautions.add(new Caution(
                    Caution.Kind.EXCHANGED,
                    "the infrared picture has colours and the visible one has none; are they exchanged?"));
        }
        if (SourceChecks.isConstant(infrared)) {
            cautions.add(new Caution(Caution.Kind.CONSTANT, "the infrared picture has one level only"));
        }
        if (SourceChecks.isConstant(visible)) {
            cautions.add(new Caution(Caution.Kind.CONSTANT, "the visible picture has one level only"));
        }
        ShiftEstimate shift = ShiftEstimate.between(stretched, visible.luminance());
        if (shift.looksMisaligned()) {
            cautions.add(new Caution(
                    Caution.Kind.SHIFTED,
                    String.format(
                            Locale.ROOT,
                            "infrared and visible look shifted by about %d, %d pixels (confidence %.1f); pairs must be"
                                    + " registered",
                            shift.dx(),
                            shift.dy(),
                            shift.confidence())));
        }
        return cautions;
    }
}
