// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.synthetic;

/**
 * How the whole street bends: painters build along a straight, flat street, and each corner is moved by
 * {@code x += turn z^2, y += rise z^2} up to {@value #END} meters; beyond, the street is straight and level again. Objects are
 * sheared by a few degrees only.
 */
record Bend(double turn, double rise) {
    private static final double END = 100;

    Vec moved(Vec p) {
        double z = Math.min(Math.abs(p.z()), END);
        double beyond = Math.abs(p.z()) - z;
        double square = Math.copySign(z * z, p.z());
        double tangent = Math.copySign(2 * z * beyond, p.z());
        return new Vec(p.x() + turn * (square + tangent), p.y() + rise * square, p.z());
    }
}
