// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.synthetic;

import java.util.List;

/** Paints what stands on streets: lamps, poles with cables, signs, bollards, cones, guardrails, speed bumps. */
final class FurniturePainter {
    private static final List<Integer> PANELS = List.of(0x1D4F9C, 0xE8E6E0, 0xC8A020, 0x2A7A44);
    private static final Vec UP = new Vec(0, 1, 0);

    private final World world;
    private final Chance chance;
    private final Mesh mesh;

    FurniturePainter(World world, Chance chance) {
        this.world = world;
        this.chance = chance;
        mesh = world.mesh;
    }

    /** Paints a street lamp whose arm reaches over the road; {@code light} is black where it is out of order. */
    void streetLamp(double x, double z, double height, Color light) {
        Surface steel = Surface.matt(Color.gray(0.16), world.aboveAir(-0.5).withEmissivity(0.85))
                .glossy(0.2);
        int towardsRoad = x > 0 ? -1 : 1;
        double reach = 1.3;
        Vec knee = new Vec(x, height - 0.4, z);
        Vec head = new Vec(x + towardsRoad * reach, height, z);
        mesh.tube(new Vec(x, 0, z), knee, 0.085, 0.06, 8, steel);
        mesh.tube(knee, head, 0.045, 0.04, 6, steel);
        boolean on = world.conditions.night && !light.isBlack();
        mesh.box(
                Frame.at(head, 0),
                new Vec(-0.4, -0.02, -0.13),
                new Vec(0.4, 0.12, 0.13),
                steel.heated(world.aboveAir(on ? 14 : 0)));
        Surface glass = Surface.matt(Color.gray(0.7), world.aboveAir(on ? 24 : 0));
        if (on) {
            glass = glass.emitting(light.times(40));
            world.light(head.minus(UP.times(0.2)), light.times(height * height * 0.9), new Vec(0, -1, 0), -0.15);
        }
        mesh.ellipsoid(Frame.at(head, 0), new Vec(0, -0.04, 0), new Vec(0.32, 0.08, 0.11), glass);
    }

    /** Paints a wooden or concrete pole with cables that run on to the next one. */
    void cablePole(double x, double z, double nextZ) {
        Surface pole = Surface.matt(Color.gray(0.22), world.aboveAir(0.5)).textured(Texture.PLASTER);
        Surface cable = Surface.matt(Color.gray(0.015), world.aboveAir(0));
        double height = 8.2;
        mesh.tube(new Vec(x, 0, z), new Vec(x, height, z), 0.16, 0.11, 9, pole);
        for (int arm = 0; arm < 3; arm++) {
            double up = height - 0.3 - 0.9 * arm;
            double half = 0.9 - 0.25 * arm;
            mesh.tube(new Vec(x - half, up, z), new Vec(x + half, up, z), 0.05, 0.05, 5, pole);
            for (int side = -1; side <= 1; side += 2) {
                cable(x + side * half, up, z, nextZ, cable);
            }
        }
        if (chance.happens(0.4)) {
            Surface box = Surface.matt(Color.gray(0.35), world.aboveAir(7));
            mesh.tube(new Vec(x + 0.4, 6, z), new Vec(x + 0.4, 6.8, z), 0.25, 0.25, 10, box);
        }
    }

    private void cable(double x, double up, double from, double to, Surface surface) {
        int parts = 8;
        Vec before = new Vec(x, up, from);
        for (int i = 1; i <= parts; i++) {
            double share = (double) i / parts;
            double sag = 0.7 * 4 * share * (1 - share);
            Vec next = new Vec(x, up - sag, from + (to - from) * share);
            mesh.tube(before, next, 0.018, 0.018, 3, surface);
            before = next;
        }
    }

    /** Paints a sign on a post, facing the camera: a speed limit, a stop sign, or a direction board. */
    void sign(double x, double z) {
        Surface steel = Surface.matt(Color.gray(0.35), world.aboveAir(-1).withEmissivity(0.8));
        Surface white = face(0xEDEBE6);
        double up = chance.between(1.9, 2.4);
        mesh.tube(new Vec(x, 0, z), new Vec(x, up + 0.3, z), 0.035, 0.035, 7, steel);
        Vec middle = new Vec(x, up, z - 0.05);
        Lettering lettering = new Lettering(mesh);
        double kind = chance.unit();
        if (kind < 0.45) {
            Surface red = face(0xB42020);
            disc(middle, 0.32, 18, red);
            disc(middle.minus(new Vec(0, 0, 0.01)), 0.25, 18, white);
            lettering.write(
                    middle.plus(new Vec(0, -0.11, -0.03)),
                    new Vec(0.27, 0, 0),
                    new Vec(0, 0.22, 0),
                    chance.pick(List.of("20", "30", "40", "50")),
                    face(0x1A2A5A));
        } else if (kind < 0.65) {
            disc(middle, 0.36, 8, white);
            disc(middle.minus(new Vec(0, 0, 0.01)), 0.33, 8, face(0xB01C1C));
            lettering.write(
                    middle.plus(new Vec(0, -0.08, -0.03)), new Vec(0.46, 0, 0), new Vec(0, 0.17, 0), "STOP", white);
        } else {
            Surface panel = face(chance.pick(PANELS));
            boolean light = panel.reflectance().green() > 0.5;
            Frame f = Frame.at(middle, 0);
            mesh.box(f, new Vec(-0.55, -0.22, -0.02), new Vec(0.55, 0.25, 0.02), panel);
            lettering.write(
                    middle.plus(new Vec(0, -0.12, -0.04)),
                    new Vec(0.85, 0, 0),
                    new Vec(0, 0.25, 0),
                    chance.pick(List.of("CENTRE", "MUSEUM", "PARK", "STATION", "CITE")),
                    face(light ? 0x202020 : 0xEDEBE6));
        }
    }

    /** Sheet metal with reflecting film: cool, and bright in the light of one's own lamps. */
    private Surface face(int displayColor) {
        return Surface.matt(
                Color.ofDisplay(displayColor).times(1.1), world.aboveAir(-1.2).withEmissivity(0.88));
    }

    private void disc(Vec middle, double radius, int corners, Surface surface) {
        mesh.tube(middle, middle.plus(new Vec(0, 0, 0.015)), radius, radius, corners, surface);
    }

    /** Paints a bollard ("car stop"). */
    void bollard(double x, double z, int displayColor) {
        Surface body = Surface.matt(Color.ofDisplay(displayColor), world.aboveAir(0.8))
                .glossy(0.1)
                .of(ObjectClass.CAR_STOP);
        Surface band = Surface.matt(Color.gray(0.85), world.aboveAir(0)).of(ObjectClass.CAR_STOP);
        double radius = 0.1;
        mesh.tube(new Vec(x, 0, z), new Vec(x, 0.82, z), radius, radius, 12, body);
        mesh.ellipsoid(Frame.onGround(x, z, 0), new Vec(0, 0.82, 0), new Vec(radius, 0.06, radius), body);
        mesh.tube(new Vec(x, 0.62, z), new Vec(x, 0.72, z), radius + 0.006, radius + 0.006, 12, band);
    }

    /** Paints a traffic cone. */
    void cone(double x, double z) {
        Surface orange =
                Surface.matt(0xD8401C, world.conditions.airTemperature - 0.8).of(ObjectClass.COLOR_CONE);
        Surface white =
                Surface.matt(0xE8E8E4, world.conditions.airTemperature - 1).of(ObjectClass.COLOR_CONE);
        Frame f = Frame.onGround(x, z, chance.between(0, 1));
        mesh.box(f, new Vec(-0.19, 0, -0.19), new Vec(0.19, 0.04, 0.19), orange.shaded(0.6));
        mesh.tube(new Vec(x, 0.04, z), new Vec(x, 0.72, z), 0.145, 0.028, 14, orange);
        band(x, z, 0.28, 0.4, white);
        band(x, z, 0.5, 0.58, white);
    }

    private void band(double x, double z, double from, double to, Surface white) {
        mesh.tube(new Vec(x, from, z), new Vec(x, to, z), coneRadius(from), coneRadius(to), 14, white);
    }

    private static double coneRadius(double up) {
        return 0.15 - (up - 0.04) / 0.68 * 0.117;
    }

    /** Paints a guardrail from one point of the ground to another: posts, and a ribbed rail or bars. */
    void guardrail(Vec from, Vec to) {
        boolean bars = chance.happens(0.5);
        Surface steel = Surface.matt(
                        bars ? Color.gray(0.62) : Color.gray(0.45),
                        world.aboveAir(-0.8).withEmissivity(0.8))
                .glossy(0.25)
                .of(ObjectClass.GUARDRAIL);
        Vec along = to.minus(from);
        int posts = Math.max(2, (int) (along.length() / 1.8));
        Vec before = from;
        for (int i = 0; i <= posts; i++) {
            Vec foot = from.plus(along.times((double) i / posts));
            mesh.tube(foot, foot.plus(UP.times(0.86)), 0.04, 0.04, 7, steel);
            if (i > 0) {
                rails(before, foot, bars, steel);
            }
            before = foot;
        }
    }

    private void rails(Vec from, Vec to, boolean bars, Surface steel) {
        if (bars) {
            for (double up : new double[] {0.3, 0.57, 0.84}) {
                mesh.tube(from.plus(UP.times(up)), to.plus(UP.times(up)), 0.032, 0.032, 7, steel);
            }
            return;
        }
        // The W of a steel guardrail: four strips that lean in turn.
        Vec out = to.minus(from).cross(UP).unit();
        double[] heights = {0.45, 0.53, 0.6, 0.67, 0.76};
        double[] depths = {0.05, 0.12, 0.06, 0.12, 0.05};
        for (int i = 0; i < 4; i++) {
            Vec low = UP.times(heights[i]).plus(out.times(depths[i]));
            Vec high = UP.times(heights[i + 1]).plus(out.times(depths[i + 1]));
            mesh.quad(
                    from.plus(low),
                    to.plus(low),
                    to.plus(high),
                    from.plus(high),
                    i % 2 == 0 ? steel : steel.shaded(0.75));
        }
    }

    /** Paints a speed bump across the road. */
    void bump(Street street, double z) {
        double half = street.halfRoad() - 0.25;
        double depth = chance.between(0.45, 0.8);
        double height = 0.07;
        boolean striped = chance.happens(0.6);
        Surface back = Surface.matt(striped ? 0xD2A62A : 0x8A5A3C, 0)
                .heated(world.aboveAir(2.4).warmedBySun(9))
                .textured(striped ? Texture.HAZARD_STRIPES : Texture.PAVING)
                .of(ObjectClass.BUMP);
        double[] ahead = {0, 0.25, 0.75, 1};
        double[] up = {0.005, height, height, 0.005};
        for (int i = 0; i < 3; i++) {
            mesh.quad(
                    new Vec(-half, up[i], z + ahead[i] * depth),
                    new Vec(half, up[i], z + ahead[i] * depth),
                    new Vec(half, up[i + 1], z + ahead[i + 1] * depth),
                    new Vec(-half, up[i + 1], z + ahead[i + 1] * depth),
                    back);
        }
    }
}
