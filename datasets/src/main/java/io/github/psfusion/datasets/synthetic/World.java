// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.synthetic;

import java.util.ArrayList;
import java.util.List;

/** All that stands in front of the two cameras: surfaces, lamps and the conditions of the hour. */
final class World {
    final Conditions conditions;
    final Mesh mesh;
    final List<Lamp> lamps = new ArrayList<>();
    private final Bend bend;

    World(Conditions conditions, Bend bend) {
        this.conditions = conditions;
        this.bend = bend;
        mesh = new Mesh(bend);
    }

    /** Lights a lamp that shines all around; by day it is off. */
    void light(Vec position, Color intensity) {
        if (conditions.night) {
            lamps.add(Lamp.bulb(bend.moved(position), intensity));
        }
    }

    /** Lights a lamp with a beam; by day it is off. */
    void light(Vec position, Color intensity, Vec beam, double spread) {
        if (conditions.night) {
            lamps.add(new Lamp(bend.moved(position), intensity, beam, spread));
        }
    }

    /** Returns a heat of so many degrees above the air. */
    Surface.Heat aboveAir(double degrees) {
        return Surface.Heat.of(conditions.airTemperature + degrees);
    }
}
