// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.registration;

import java.util.ArrayList;
import java.util.List;

/**
 * Displacements {@code (p(x, y), q(x, y))} whose weighted sum is looked for. Coordinates are those of the fixed image, from its
 * center and divided by half its long side.
 */
final class DisplacementBasis {
    private final List<Polynomial> across = new ArrayList<>();
    private final List<Polynomial> down = new ArrayList<>();

    /** Adds one and returns this. */
    DisplacementBasis with(Polynomial p, Polynomial q) {
        across.add(p);
        down.add(q);
        return this;
    }

    int size() {
        return across.size();
    }

    Polynomial across(int i) {
        return across.get(i);
    }

    Polynomial down(int i) {
        return down.get(i);
    }

    /** Returns the highest degree of a displacement. */
    int degree() {
        int degree = 0;
        for (int i = 0; i < size(); i++) {
            degree = Math.max(degree, Math.max(across(i).degree(), down(i).degree()));
        }
        return degree;
    }
}
