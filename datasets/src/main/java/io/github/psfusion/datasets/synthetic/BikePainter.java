// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.synthetic;

import java.util.List;

/** Paints bikes: two wheels with spokes, a frame of tubes, saddle, handlebar, often a basket. */
final class BikePainter {
    private static final List<Integer> PAINTS = List.of(0x1E1E22, 0x9A2424, 0x24488A, 0xC8C8CC, 0x2E6A46, 0xD8D4C0);
    private static final double WHEEL_RADIUS = 0.34;
    private static final double WHEEL_BASE = 0.53;
    private static final int RIM_PARTS = 20;

    private final World world;
    private final Chance chance;
    private final Mesh mesh;

    BikePainter(World world, Chance chance) {
        this.world = world;
        this.chance = chance;
        mesh = world.mesh;
    }

    /** Whether somebody rides a bike; only then are its lamps on at night. */
    enum Use {
        PARKED,
        RIDDEN
    }

    /** Paints a bike that stands upright; a rider is painted by {@link PersonPainter} in the same frame. */
    void paint(Frame f, Use use) {
        Surface tyre = bike(Color.gray(0.02), 0.5, 0.95);
        Surface metal = bike(Color.ofDisplay(chance.pick(PAINTS)), -0.5, 0.8).glossy(0.4);
        Surface steel = bike(Color.gray(0.4), -1, 0.6).glossy(0.4);
        Surface saddle = bike(Color.gray(0.03), 1.5, 0.95);
        for (int end = -1; end <= 1; end += 2) {
            wheel(f, end * WHEEL_BASE, tyre, steel);
        }
        Vec rear = f.point(0, WHEEL_RADIUS, -WHEEL_BASE);
        Vec front = f.point(0, WHEEL_RADIUS, WHEEL_BASE);
        Vec pedals = f.point(0, 0.3, -0.08);
        Vec seat = f.point(0, 0.84, -0.24);
        Vec head = f.point(0, 0.86, 0.36);
        tube(pedals, seat, metal);
        tube(pedals, head, metal);
        tube(f.point(0, 0.74, -0.21), f.point(0, 0.78, 0.38), metal);
        tube(rear, pedals, metal);
        tube(rear, f.point(0, 0.74, -0.21), metal);
        tube(front, head, metal);
        tube(head, f.point(0, 1.02, 0.33), steel);
        tube(f.point(-0.27, 1.04, 0.26), f.point(0.27, 1.04, 0.26), steel);
        mesh.box(f, new Vec(-0.08, 0.86, -0.38), new Vec(0.08, 0.93, -0.12), saddle);
        mesh.tube(f.point(-0.1, 0.3, -0.08), f.point(0.1, 0.3, -0.08), 0.09, 0.09, 10, steel);
        mesh.quad(
                f.point(-0.03, 0.4, -0.86),
                f.point(0.03, 0.4, -0.86),
                f.point(0.03, 0.73, -0.66),
                f.point(-0.03, 0.73, -0.66),
                metal);
        if (chance.happens(0.5)) {
            mesh.taperedBox(
                    f, new Vec(-0.17, 0.82, 0.42), new Vec(0.17, 1.02, 0.68), new Vec(1.2, 1, 1.2), steel.shaded(0.5));
        }
        lamps(f, use);
    }

    private Surface bike(Color color, double degrees, double emissivity) {
        return Surface.matt(color, world.aboveAir(degrees).withEmissivity(emissivity))
                .of(ObjectClass.BIKE);
    }

    private void tube(Vec from, Vec to, Surface surface) {
        mesh.tube(from, to, 0.021, 0.021, 6, surface);
    }

    private void wheel(Frame f, double z, Surface tyre, Surface steel) {
        Vec hub = f.point(0, WHEEL_RADIUS, z);
        Vec before = rim(f, z, 0);
        for (int i = 1; i <= RIM_PARTS; i++) {
            Vec next = rim(f, z, i);
            mesh.tube(before, next, 0.024, 0.024, 5, tyre);
            if (i % 2 == 0) {
                mesh.tube(hub, next, 0.004, 0.004, 3, steel);
            }
            before = next;
        }
        mesh.tube(f.point(-0.04, WHEEL_RADIUS, z), f.point(0.04, WHEEL_RADIUS, z), 0.03, 0.03, 8, steel);
    }

    private static Vec rim(Frame f, double z, int part) {
        double angle = 2 * Math.PI * part / RIM_PARTS;
        double radius = WHEEL_RADIUS - 0.024;
        return f.point(0, WHEEL_RADIUS + radius * StrictMath.sin(angle), z + radius * StrictMath.cos(angle));
    }

    private void lamps(Frame f, Use use) {
        boolean on = use == Use.RIDDEN && world.conditions.night && chance.happens(0.75);
        Surface glass = bike(Color.gray(0.7), on ? 6 : 0, 0.9);
        Surface red = bike(new Color(0.5, 0.02, 0.02), 0, 0.9);
        if (on) {
            glass = glass.emitting(new Color(1, 0.96, 0.9).times(30));
            red = red.emitting(new Color(1, 0.04, 0.03).times(4));
            world.light(
                    f.point(0, 0.85, 0.75),
                    new Color(1, 0.95, 0.88).times(10),
                    f.direction(0, -0.2, 1).unit(),
                    0.9);
        }
        mesh.ellipsoid(f, new Vec(0, 0.8, 0.44), new Vec(0.045, 0.045, 0.05), glass);
        mesh.ellipsoid(f, new Vec(0, 0.62, -0.72), new Vec(0.04, 0.03, 0.03), red);
    }
}
