// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.synthetic;

import java.util.List;

/** Paints cars, vans and small lorries: body, glass, wheels, lights, number plate; warm where an engine runs. */
final class CarPainter {
    private static final List<Integer> PAINTS = List.of(
            0xD9DADB, 0xC9CBCD, 0x8E9296, 0x2B2D30, 0x1F2226, 0x6E1A1E, 0x1E3A66, 0x3E4A40, 0xB9B2A0, 0x7C858C,
            0xA63A28);
    private static final double WHEEL_RADIUS = 0.32;
    /** Head lamps reach this far down the road: cosine of half the angle of the beam. */
    private static final double BEAM_SPREAD = 0.86;

    /** What a car is doing. */
    enum State {
        /** Parked for long: no warmer than its surroundings. */
        PARKED,
        /** Engine and lights on. */
        DRIVING
    }

    private final World world;
    private final Chance chance;
    private final Mesh mesh;

    CarPainter(World world, Chance chance) {
        this.world = world;
        this.chance = chance;
        mesh = world.mesh;
    }

    void paint(Frame place, State state) {
        CarBody body = chance.pick(List.of(CarBody.values()));
        Color color = Color.ofDisplay(chance.pick(PAINTS)).times(0.9);
        boolean driving = state == State.DRIVING;
        Surface paint = car(color, 0.3, 0.86).glossy(0.45);
        Surface engine =
                driving ? paint.heated(world.aboveAir(chance.between(9, 17)).withEmissivity(0.88)) : paint;
        Surface dark = car(Color.gray(0.02), driving ? 4 : 0.8, 0.95);
        sides(place, body, paint);
        bonnetAndNose(place, body, engine, driving);
        Surface glass = car(Color.gray(0.02), 1.2, 0.82).glossy(0.9);
        new CabinPainter(mesh, place, body).paint(paint, glass);
        wheels(place, body, dark, driving);
        underside(place, body, driving);
        lights(place, body, driving);
        plates(place, body);
    }

    private Surface car(Color color, double degrees, double emissivity) {
        return Surface.matt(color, world.aboveAir(degrees).warmedBySun(9).withEmissivity(emissivity))
                .of(ObjectClass.CAR);
    }

    private void sides(Frame f, CarBody b, Surface paint) {
        double low = 0.28;
        double nose = noseHeight(b);
        double[][] outline = {
            {low, -b.halfLength},
            {b.shoulder - 0.12, -b.halfLength - 0.03},
            {b.shoulder, b.rearFoot - 0.05},
            {b.shoulder, b.screenFoot},
            {nose, b.halfLength - 0.12},
            {nose - 0.2, b.halfLength},
            {low, b.halfLength}
        };
        mesh.extruded(f, outline, -b.halfWidth, b.halfWidth, paint);
        Surface trim = car(Color.gray(0.03), 0.5, 0.95);
        for (int side = -1; side <= 1; side += 2) {
            double x = side * (b.halfWidth + 0.004);
            mesh.quad(
                    f.point(x, 0.26, -b.halfLength + 0.1),
                    f.point(x, 0.26, b.halfLength - 0.1),
                    f.point(x, 0.36, b.halfLength - 0.1),
                    f.point(x, 0.36, -b.halfLength + 0.1),
                    trim);
            double gap = (b.screenFoot + b.rearFoot) / 2 + 0.15;
            mesh.quad(
                    f.point(x, 0.38, gap),
                    f.point(x, 0.38, gap + 0.02),
                    f.point(x, b.shoulder, gap + 0.02),
                    f.point(x, b.shoulder, gap),
                    trim);
            mesh.box(
                    f,
                    new Vec(side * b.halfWidth - (side < 0 ? 0.16 : 0), b.shoulder, b.screenFoot - 0.35),
                    new Vec(side * b.halfWidth + (side > 0 ? 0.16 : 0), b.shoulder + 0.14, b.screenFoot - 0.2),
                    paint);
        }
    }

    private static double noseHeight(CarBody b) {
        return b.shoulder - 0.17;
    }

    private void bonnetAndNose(Frame f, CarBody b, Surface engine, boolean driving) {
        double nose = noseHeight(b);
        double w = b.halfWidth - 0.06;
        mesh.quad(
                f.point(-w, b.shoulder + 0.012, b.screenFoot),
                f.point(w, b.shoulder + 0.012, b.screenFoot),
                f.point(w, nose + 0.012, b.halfLength - 0.12),
                f.point(-w, nose + 0.012, b.halfLength - 0.12),
                engine);
        Surface grille = car(Color.gray(0.015), driving ? 22 : 0.5, 0.95);
        double z = b.halfLength + 0.012;
        mesh.quad(
                f.point(-0.45, 0.36, z),
                f.point(0.45, 0.36, z),
                f.point(0.45, nose - 0.22, z),
                f.point(-0.45, nose - 0.22, z),
                grille);
    }

    private void wheels(Frame f, CarBody b, Surface dark, boolean driving) {
        Surface tyre = car(Color.gray(0.018), driving ? chance.between(8, 14) : 0.5, 0.95);
        Surface rim = car(Color.gray(0.35), driving ? chance.between(12, 22) : 0.3, 0.75)
                .glossy(0.3);
        double axle = b.halfLength * 0.62;
        for (int side = -1; side <= 1; side += 2) {
            for (int end = -1; end <= 1; end += 2) {
                double z = end * axle;
                double face = side * (b.halfWidth + 0.012);
                mesh.tube(
                        f.point(side * (b.halfWidth - 0.02), WHEEL_RADIUS + 0.05, z),
                        f.point(side * (b.halfWidth + 0.006), WHEEL_RADIUS + 0.05, z),
                        WHEEL_RADIUS + 0.07,
                        WHEEL_RADIUS + 0.07,
                        16,
                        dark);
                mesh.tube(
                        f.point(side * (b.halfWidth - 0.2), WHEEL_RADIUS, z),
                        f.point(face, WHEEL_RADIUS, z),
                        WHEEL_RADIUS,
                        WHEEL_RADIUS,
                        16,
                        tyre);
                mesh.tube(
                        f.point(face, WHEEL_RADIUS, z),
                        f.point(face + side * 0.008, WHEEL_RADIUS, z),
                        WHEEL_RADIUS * 0.64,
                        WHEEL_RADIUS * 0.6,
                        12,
                        rim);
                mesh.tube(
                        f.point(face, WHEEL_RADIUS, z),
                        f.point(face + side * 0.014, WHEEL_RADIUS, z),
                        WHEEL_RADIUS * 0.2,
                        WHEEL_RADIUS * 0.2,
                        8,
                        dark);
            }
        }
    }

    private void underside(Frame f, CarBody b, boolean driving) {
        Surface floor = car(Color.gray(0.01), driving ? 13 : 1, 0.95);
        mesh.box(
                f,
                new Vec(-b.halfWidth + 0.2, 0.18, -b.halfLength + 0.15),
                new Vec(b.halfWidth - 0.2, 0.3, b.halfLength - 0.15),
                floor);
        if (driving) {
            Surface exhaust = car(Color.gray(0.1), 60, 0.9);
            mesh.tube(
                    f.point(0.45, 0.26, -b.halfLength - 0.06),
                    f.point(0.45, 0.26, -b.halfLength + 0.2),
                    0.045,
                    0.045,
                    8,
                    exhaust);
        }
    }

    private void lights(Frame f, CarBody b, boolean driving) {
        boolean on = driving && world.conditions.night;
        Surface head = car(Color.gray(0.75), driving ? 9 : 0.3, 0.88).glossy(0.7);
        Surface tail = car(new Color(0.42, 0.02, 0.02), driving ? 5 : 0.3, 0.9).glossy(0.5);
        if (on) {
            head = head.emitting(new Color(1, 0.94, 0.8).times(chance.between(120, 320)));
            tail = tail.emitting(new Color(1, 0.05, 0.03).times(chance.between(4, 12)));
        }
        double up = noseHeight(b) - 0.19;
        for (int side = -1; side <= 1; side += 2) {
            double inner = side * (b.halfWidth - 0.34);
            double outer = side * (b.halfWidth - 0.04);
            double z = b.halfLength + 0.014;
            mesh.quad(
                    f.point(inner, up, z),
                    f.point(outer, up, z - 0.02),
                    f.point(outer, up + 0.15, z - 0.02),
                    f.point(inner, up + 0.12, z),
                    head);
            double rear = -b.halfLength - 0.04;
            mesh.quad(
                    f.point(inner * 1.2, up + 0.02, rear),
                    f.point(outer, up + 0.02, rear),
                    f.point(outer, up + 0.22, rear),
                    f.point(inner * 1.2, up + 0.18, rear),
                    tail);
            if (on) {
                Vec ahead = f.direction(0, -0.05, 1).unit();
                world.light(f.point(inner, up, z + 0.1), new Color(1, 0.92, 0.78).times(90), ahead, BEAM_SPREAD);
                world.light(
                        f.point(inner, up, rear - 0.2),
                        new Color(0.9, 0.05, 0.03),
                        f.direction(0, -0.2, -1).unit(),
                        0);
            }
        }
    }

    private void plates(Frame f, CarBody b) {
        Surface plate = car(Color.gray(0.75), 0.2, 0.85);
        Surface script = car(Color.gray(0.03), 0.2, 0.85);
        String number = chance.whole(10, 99) + " " + chance.whole(10, 99);
        for (int end = -1; end <= 1; end += 2) {
            double z = end * (b.halfLength + 0.035);
            mesh.quad(
                    f.point(-0.22, 0.44, z),
                    f.point(0.22, 0.44, z),
                    f.point(0.22, 0.62, z),
                    f.point(-0.22, 0.62, z),
                    plate);
            new Lettering(mesh)
                    .write(
                            f.point(0, 0.48, z + end * 0.01),
                            f.direction(-end * 0.36, 0, 0),
                            new Vec(0, 0.1, 0),
                            number,
                            script);
        }
    }
}
