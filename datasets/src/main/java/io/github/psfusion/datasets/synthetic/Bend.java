// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.synthetic;

/**
 * How the whole street bends: painters build along a straight, flat street, and each corner is moved by
 * {@code x += turn z^2, y += rise z^2}. Up to a hundred metres, objects are sheared by a few degrees only.
 */
record Bend(double turn, double rise) {
    static final Bend NONE = new Bend(0, 0);

    Vec moved(Vec p) {
        double square = p.z() * Math.abs(p.z());
        return new Vec(p.x() + turn * square, p.y() + rise * square, p.z());
    }
}
