// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.synthetic;

import java.util.ArrayList;
import java.util.List;

/** Which places of the ground are taken, so that no object stands in another. */
final class Plots {
    private record Circle(double x, double z, double radius) {}

    private final List<Circle> taken = new ArrayList<>();

    /** Takes a round place unless part of it is taken; returns whether it was free. */
    boolean take(double x, double z, double radius) {
        for (Circle other : taken) {
            double dx = x - other.x;
            double dz = z - other.z;
            double apart = radius + other.radius;
            if (dx * dx + dz * dz < apart * apart) {
                return false;
            }
        }
        taken.add(new Circle(x, z, radius));
        return true;
    }
}
