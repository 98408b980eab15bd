// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.synthetic;

import java.util.List;

/** Decides what stands where in a scene, and where the camera stands. */
final class SceneComposer {
    private static final double HALF_TURN = Math.PI;
    private static final List<Colour> LAMP_COLOURS = List.of(
            new Colour(1, 0.62, 0.25), new Colour(0.82, 1, 0.72), new Colour(1, 0.9, 0.72), new Colour(0.85, 0.95, 1));

    private final World world;
    private final Chance chance;
    private final double traffic;
    private final Street street;
    private final Viewpoint viewpoint;
    private final Plots plots = new Plots();

    SceneComposer(Conditions conditions, double traffic, Chance chance) {
        this.chance = chance;
        this.traffic = traffic;
        world = new World(conditions, new Bend(chance.between(-0.0022, 0.0022), chance.between(-0.0002, 0.0004)));
        street = Street.draw(chance.fork());
        viewpoint = new Viewpoint(
                new Vec(chance.between(-0.8, 0.8) * (street.halfRoad() - 0.6), chance.between(1.15, 2.1), 0),
                chance.between(-0.12, 0.12),
                chance.between(0.78, 1.05),
                chance.between(0.36, 0.5));
    }

    World world() {
        return world;
    }

    Viewpoint viewpoint() {
        return viewpoint;
    }

    /** Builds the whole scene; the featured class is placed first, near the camera. */
    void compose(ObjectClass featured) {
        new StreetPainter(world, chance.fork()).paint(street);
        feature(featured);
        surroundings();
        streetLamps();
        cars(featured == ObjectClass.CAR ? 1 : 0);
        people(featured == ObjectClass.PERSON ? 2 : 0);
        bikes(featured == ObjectClass.BIKE ? 1 : 0);
        furniture();
        ownHeadLamps();
    }

    private void feature(ObjectClass featured) {
        Chance own = chance.fork();
        FurniturePainter furniture = new FurniturePainter(world, own);
        switch (featured) {
            case CAR_STOP -> bollards(furniture, own);
            case GUARDRAIL -> guardrail(furniture, own);
            case COLOR_CONE -> cones(furniture, own);
            case BUMP -> furniture.bump(street, own.between(6, 12));
            default -> {
                // Kerbs are in every scene; cars, people and bikes are placed among the others of their kind.
            }
        }
    }

    // ---- what stands beside the street

    private void surroundings() {
        Chance own = chance.fork();
        for (int side = -1; side <= 1; side += 2) {
            frontage(side, own.fork());
        }
        Chance distance = own.fork();
        BuildingPainter buildings = new BuildingPainter(world, distance);
        buildings.skyline(street.length());
        if (distance.happens(0.35)) {
            double z = street.length() + 4;
            double bend = world.conditions.night ? 0 : distance.between(-6, 6);
            buildings.across(z, -18 + bend, 18 + bend, distance.whole(3, 7));
        }
        VegetationPainter plants = new VegetationPainter(world, distance);
        for (int i = distance.whole(3, 8); i > 0; i--) {
            double z = street.length() + distance.between(1, 25);
            plants.tree(distance.between(-45, 45), z, distance.between(6, 13));
        }
    }

    private void frontage(int side, Chance own) {
        double face = street.frontage(side);
        double kind = own.unit();
        VegetationPainter plants = new VegetationPainter(world, own.fork());
        if (kind < 0.45) {
            new BuildingPainter(world, own.fork()).row(street, side, own.between(-4, 6), street.length());
            if (own.happens(0.5)) {
                trees(plants, side, face - 0.7, own.between(9, 16), own);
            }
        } else if (kind < 0.8) {
            double height = own.between(0.7, 1.6);
            plants.hedge(
                    side * (face + 0.05),
                    side * (face + 1.1),
                    own.between(-4, 5),
                    Math.min(street.length(), 60),
                    height);
            trees(plants, side, face + own.between(1.8, 4), own.between(6, 10), own);
            trees(plants, side, face + own.between(7, 12), own.between(5, 9), own);
            if (own.happens(0.6)) {
                new BuildingPainter(world, own.fork())
                        .across(
                                own.between(28, 60),
                                side < 0 ? -40 : face + 8,
                                side < 0 ? -face - 8 : 40,
                                own.whole(2, 6));
            }
        } else {
            wall(side, face, own);
            trees(plants, side, face + own.between(1.5, 3), own.between(6, 11), own);
            new BuildingPainter(world, own.fork())
                    .across(own.between(35, 70), side < 0 ? -36 : face + 3, side < 0 ? -face - 3 : 36, own.whole(2, 8));
        }
    }

    private void trees(VegetationPainter plants, int side, double x, double spacing, Chance own) {
        boolean conifers = own.happens(0.2);
        for (double z = own.between(5, 5 + spacing); z < street.length(); z += spacing * own.between(0.8, 1.3)) {
            if (plots.take(side * x, z, 0.6)) {
                double height = own.between(5.5, 10.5);
                if (conifers) {
                    plants.conifer(side * (x + 0.5), z, height);
                } else {
                    plants.tree(side * x, z, height);
                }
            }
        }
    }

    private void wall(int side, double face, Chance own) {
        Surface stone = Surface.matt(
                        Colour.grey(own.between(0.2, 0.45)), world.aboveAir(1).warmedBySun(6))
                .textured(own.happens(0.5) ? Texture.CONCRETE : Texture.BRICK);
        double height = own.between(1, 2.3);
        world.mesh.wallStrip(side * face, 0, height, own.between(-4, 8), street.length(), stone);
        world.mesh.groundStrip(side * face, side * (face + 0.25), 0, street.length(), height, stone);
    }

    private void streetLamps() {
        Chance own = chance.fork();
        FurniturePainter painter = new FurniturePainter(world, own);
        Colour light = own.pick(LAMP_COLOURS);
        int side = own.sign();
        double spacing = own.between(16, 30);
        double height = own.between(4.5, 7);
        for (double z = own.between(3, 3 + spacing); z < street.length() * 0.8; z += spacing) {
            double x = side * (street.halfRoad() + 0.5);
            if (plots.take(x, z, 0.3)) {
                painter.streetLamp(x, z, height, own.happens(0.85) ? light : Colour.BLACK);
            }
        }
        if (own.happens(0.4)) {
            double next = own.between(18, 30);
            for (double z = own.between(-8, 10); z < street.length(); z += next) {
                painter.cablePole(-side * (street.halfRoad() + 0.6), z, z + next);
                plots.take(-side * (street.halfRoad() + 0.6), z, 0.4);
            }
        }
    }

    // ---- who uses it

    /** Returns a number of objects about a mean, which the settings scale. */
    private int count(Chance own, double mean, int atLeast) {
        return Math.max(atLeast, (int) (mean * traffic * 2 * own.unit() + 0.5));
    }

    private void cars(int atLeast) {
        Chance own = chance.fork();
        CarPainter painter = new CarPainter(world, own.fork());
        int near = atLeast;
        for (int i = count(own, 1.6, atLeast); i > 0; i--) {
            int lane = own.sign();
            double x = lane * street.halfRoad() * own.between(0.42, 0.55);
            double z = near-- > 0 ? own.between(8, 15) : own.between(12, 60);
            // Whoever sits on the camera's side of the road drives ahead of it, the others come towards it.
            boolean sameWay = lane * viewpoint.eye().x() > 0;
            if (plots.take(x, z, 2.4)) {
                painter.paint(Frame.onGround(x, z, sameWay ? 0 : HALF_TURN), CarPainter.State.DRIVING);
            }
        }
        for (int side = -1; side <= 1; side += 2) {
            if (!own.happens(0.45 * Math.min(traffic, 2))) {
                continue;
            }
            double x = side * (street.halfRoad() - 1.05);
            boolean towards = own.happens(0.4);
            for (double z = own.between(4, 14); z < own.between(22, 60); z += own.between(5.2, 7.5)) {
                boolean clear = Math.abs(x - viewpoint.eye().x()) > 1.5 || z > 9;
                if (clear && own.happens(0.8) && plots.take(x, z, 1.9)) {
                    painter.paint(Frame.onGround(x, z, towards ? HALF_TURN : 0), CarPainter.State.PARKED);
                }
            }
        }
    }

    private void people(int atLeast) {
        Chance own = chance.fork();
        PersonPainter painter = new PersonPainter(world, own.fork());
        int near = Math.max(atLeast, own.happens(0.6) ? 1 : 0);
        for (int i = count(own, 4.5, atLeast); i > 0; i--) {
            boolean onRoad = own.happens(0.35);
            int side = own.sign();
            double z = near-- > 0 ? own.between(5.5, 11) : own.between(9, 48);
            double x = onRoad
                    ? own.between(-0.85, 0.85) * street.halfRoad()
                    : side * (street.halfRoad() + own.between(0.5, street.pavement(side)));
            double limit = Math.abs(viewpoint.eye().x() + 0.42 * z);
            if (near >= 0 && Math.abs(x) > limit) {
                x = Math.copySign(limit, x);
            }
            if (plots.take(x, z, 0.4)) {
                PersonPainter.Pose pose = own.happens(0.7) ? PersonPainter.Pose.WALKING : PersonPainter.Pose.STANDING;
                double heading = own.happens(0.75)
                        ? own.between(-0.4, 0.4) + (own.happens(0.5) ? 0 : HALF_TURN)
                        : own.between(0, 2 * HALF_TURN);
                painter.paint(standing(x, z, heading), pose);
            }
        }
    }

    private void bikes(int atLeast) {
        Chance own = chance.fork();
        BikePainter painter = new BikePainter(world, own.fork());
        PersonPainter riders = new PersonPainter(world, own.fork());
        int near = atLeast;
        for (int i = count(own, 0.9, atLeast); i > 0; i--) {
            double x = own.between(-0.8, 0.8) * street.halfRoad();
            double z = near-- > 0 ? own.between(5, 8.5) : own.between(9, 35);
            if (plots.take(x, z, 0.9)) {
                Frame frame = Frame.onGround(x, z, own.between(-0.5, 0.5) + (own.happens(0.5) ? 0 : HALF_TURN));
                painter.paint(frame);
                riders.paint(frame, PersonPainter.Pose.RIDING);
            }
        }
        if (own.happens(0.3) || atLeast > 0) {
            int side = own.sign();
            double z = own.between(6, 14);
            double x = side * (street.halfRoad() + street.pavement(side) * 0.6);
            for (int i = own.whole(2, 7); i > 0; i--) {
                if (plots.take(x, z, 0.28)) {
                    painter.paint(standing(x, z, side * HALF_TURN / 2 + own.between(-0.2, 0.2)));
                }
                z += 0.62;
            }
        }
    }

    /** Returns a frame on the road or, beside it, on the pavement. */
    private Frame standing(double x, double z, double heading) {
        double up = Math.abs(x) > street.halfRoad() ? Street.KERB_HEIGHT : 0;
        return Frame.at(new Vec(x, up, z), heading);
    }

    // ---- street furniture

    private void furniture() {
        Chance own = chance.fork();
        FurniturePainter painter = new FurniturePainter(world, own);
        if (own.happens(0.22)) {
            bollards(painter, own);
        }
        if (own.happens(0.12)) {
            guardrail(painter, own);
        }
        if (own.happens(0.22)) {
            cones(painter, own);
        }
        if (own.happens(0.12)) {
            painter.bump(street, own.between(8, 25));
        }
        for (int i = own.whole(0, 3); i > 0; i--) {
            int side = own.sign();
            double x = side * (street.halfRoad() + own.between(0.4, 0.8));
            double z = own.between(6, 30);
            if (plots.take(x, z, 0.4)) {
                painter.sign(x, z);
            }
        }
    }

    private void bollards(FurniturePainter painter, Chance own) {
        int side = own.sign();
        int colour = own.pick(List.of(0x2A2A2C, 0x9A9A98, 0xB8862A, 0x6A4A36));
        boolean acrossRoad = own.happens(0.3);
        double z = own.between(5, 8);
        if (acrossRoad) {
            z += 3;
            for (double x = -street.halfRoad() + 0.4; x < street.halfRoad(); x += 1.5) {
                if (plots.take(x, z, 0.3)) {
                    painter.bollard(x, z, colour);
                }
            }
            return;
        }
        double spacing = own.between(1.4, 2.6);
        for (int i = own.whole(5, 12); i > 0; i--) {
            double x = side * (street.halfRoad() + 0.35);
            if (plots.take(x, z, 0.15)) {
                painter.bollard(x, z, colour);
            }
            z += spacing;
        }
    }

    private void guardrail(FurniturePainter painter, Chance own) {
        int side = own.sign();
        double x = side * (street.halfRoad() + 0.3);
        double from = own.between(4, 8);
        double to = from + own.between(12, 35);
        double piece = 3; // in pieces, so that it follows the bend
        for (double z = from; z < to; z += piece) {
            if (plots.take(x, z + piece / 2, piece / 2 - 0.1)) {
                painter.guardrail(new Vec(x, 0, z), new Vec(x, 0, z + piece));
            }
        }
    }

    private void cones(FurniturePainter painter, Chance own) {
        int side = own.sign();
        double x = side * own.between(0.45, 0.9) * street.halfRoad();
        double z = own.between(4.5, 8);
        for (int i = own.whole(2, 6); i > 0; i--) {
            if (plots.take(x, z, 0.25)) {
                painter.cone(x, z);
            }
            z += own.between(1.3, 3);
            x += own.between(-0.25, 0.25);
        }
    }

    private void ownHeadLamps() {
        if (!chance.happens(0.5)) {
            return;
        }
        for (int side = -1; side <= 1; side += 2) {
            Vec lamp = viewpoint.eye().plus(new Vec(side * 0.6, -0.5, 0.3));
            world.light(
                    lamp, new Colour(1, 0.95, 0.85).times(chance.between(6, 25)), new Vec(0, -0.08, 1).unit(), 0.85);
        }
    }
}
