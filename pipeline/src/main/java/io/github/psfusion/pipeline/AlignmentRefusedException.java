// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline;

import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.registration.Confidence;
import java.io.IOException;
import java.util.Locale;

/** The images of a pair cannot be brought onto each other reliably. */
public final class AlignmentRefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Alignment alignment;

    /** Makes the exception, whose message names the files, the reason with its figures, and the remedy. */
    public AlignmentRefusedException(PairFiles files, Alignment alignment) {
        super(files.infrared() + " and " + files.visible() + " are not aligned: "
                + alignment.verdict().text() + figures(alignment) + ". " + remedy(alignment.verdict()));
        this.alignment = alignment;
    }

    /** Returns what was found. */
    public Alignment alignment() {
        return alignment;
    }

    private static String figures(Alignment alignment) {
        if (alignment.registration().isEmpty()) {
            return "";
        }
        Confidence confidence = alignment.registration().get().confidence();
        String agreement = " (" + confidence.agreeing() + " of " + confidence.parts() + " parts agree";
        return Double.isNaN(confidence.forwardBackward())
                ? agreement + ")"
                : agreement
                        + String.format(
                                Locale.ROOT,
                                ", forward and backward differ by %.1f pixels)",
                                confidence.forwardBackward());
    }

    /** Returns what to do about pairs with a verdict. */
    public static String remedy(Alignment.Verdict verdict) {
        return switch (verdict) {
            case OTHER_RIG -> "Have the cameras moved? Calibrate the rig again, or align without it.";
            case OTHER_SIZE -> "Calibrate the rig again with images of these sizes.";
            case NO_OVERLAP -> "Calibrate the rig again.";
            default ->
                "If the two cameras are fixed to each other, calibrate them from other pairs"
                        + " (psfusion align --calibrate rig.json) and use the rig; otherwise leave the pair out.";
        };
    }
}
