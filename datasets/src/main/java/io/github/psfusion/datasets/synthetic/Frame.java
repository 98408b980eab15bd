// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.synthetic;

/** Where an object stands and where it looks: the axes right, up and ahead of its own. */
record Frame(Vec origin, double cosine, double sine) {
    /** Returns a frame on a point that looks along the street (heading 0), to the right (a quarter turn), or back (half a turn). */
    static Frame at(Vec origin, double heading) {
        return new Frame(origin, StrictMath.cos(heading), StrictMath.sin(heading));
    }

    static Frame onGround(double x, double z, double heading) {
        return at(new Vec(x, 0, z), heading);
    }

    Vec point(double right, double up, double ahead) {
        return origin.plus(direction(right, up, ahead));
    }

    Vec direction(double right, double up, double ahead) {
        return new Vec(right * cosine + ahead * sine, up, ahead * cosine - right * sine);
    }
}
