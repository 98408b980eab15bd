// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.synthetic;

/** The classes of MSRS with their label values. */
enum ObjectClass {
    UNLABELED(0),
    CAR(1),
    PERSON(2),
    BIKE(3),
    /** The kerb, and the line painted along it. */
    CURVE(4),
    /** A bollard that keeps cars off. */
    CAR_STOP(5),
    GUARDRAIL(6),
    COLOR_CONE(7),
    /** A speed bump across the road. */
    BUMP(8);

    private final int label;

    ObjectClass(int label) {
        this.label = label;
    }

    int label() {
        return label;
    }
}
