// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.synthetic;

/** Decides where the camera stands, and has the scene before it built. */
final class SceneComposer {
    private final Site site;
    private final Viewpoint viewpoint;
    private final double traffic;
    private final Chance chance;

    SceneComposer(Conditions conditions, double traffic, Chance chance) {
        this.chance = chance;
        this.traffic = traffic;
        World world = new World(conditions, new Bend(chance.between(-0.0022, 0.0022), chance.between(-0.0002, 0.0004)));
        Street street = Street.draw(chance.fork());
        viewpoint = new Viewpoint(
                new Vec(chance.between(-0.8, 0.8) * (street.halfRoad() - 0.6), chance.between(1.15, 2.1), 0),
                chance.between(-0.12, 0.12),
                chance.between(0.78, 1.05),
                chance.between(0.36, 0.5));
        site = new Site(world, street, new Plots(), viewpoint.eye());
    }

    World world() {
        return site.world();
    }

    Viewpoint viewpoint() {
        return viewpoint;
    }

    /** Builds the whole scene; the featured class comes first, so that its place is free. */
    void compose(ObjectClass featured) {
        new StreetPainter(site.world(), chance.fork()).paint(site.street());
        StreetFurniture furniture = new StreetFurniture(site, chance.fork());
        furniture.feature(featured);
        new Surroundings(site, chance.fork()).paint();
        new Traffic(site, traffic, chance.fork()).paint(featured);
        furniture.paintSome();
        ownHeadLamps(chance.fork());
    }

    /** Half of the cameras are on a vehicle with its lamps on. */
    private void ownHeadLamps(Chance own) {
        if (!own.happens(0.5)) {
            return;
        }
        Color light = new Color(1, 0.95, 0.85).times(own.between(6, 25));
        for (int side = -1; side <= 1; side += 2) {
            Vec lamp = viewpoint.eye().plus(new Vec(side * 0.6, -0.5, 0.3));
            site.world().light(lamp, light, new Vec(0, -0.08, 1).unit(), 0.85);
        }
    }
}
