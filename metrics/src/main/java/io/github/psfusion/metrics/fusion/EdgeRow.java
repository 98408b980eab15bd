// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.fusion;

/** A row of an {@link EdgeMap}, copied: see {@link io.github.psfusion.imaging.numeric.DoubleImage#row}. */
@SuppressWarnings("ArrayRecordComponent") // filled again for each row
record EdgeRow(double[] strength, double[] across, double[] down) {
    EdgeRow(int width) {
        this(new double[width], new double[width], new double[width]);
    }

    void fill(EdgeMap edges, int y) {
        edges.strength().row(y, strength);
        edges.across().row(y, across);
        edges.down().row(y, down);
    }
}
