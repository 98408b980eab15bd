// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.synthetic;

import java.util.List;

/** Paints trees and hedges, leaf clump by leaf clump. */
final class VegetationPainter {
    private static final List<Integer> GREENS = List.of(0x4B6B2A, 0x5C7A34, 0x3D5A2B, 0x6B7F36, 0x52702E);
    private static final List<Integer> AUTUMN = List.of(0xB58A2C, 0xA8602A, 0x8F7A30, 0xC29A38);

    private final World world;
    private final Chance chance;
    private final Mesh mesh;

    VegetationPainter(World world, Chance chance) {
        this.world = world;
        this.chance = chance;
        mesh = world.mesh;
    }

    /** Paints a tree; {@code height} 4 to 14 meters. Far trees get fewer, larger clumps. */
    void tree(double x, double z, double height) {
        Surface bark = Surface.matt(0x5B4C3D, 0)
                .heated(world.aboveAir(1).warmedBySun(3).uneven(1.2))
                .textured(Texture.BARK);
        double radius = height * chance.between(0.018, 0.03);
        double crownBase = height * chance.between(0.28, 0.42);
        Vec foot = new Vec(x, 0, z);
        Vec fork = new Vec(x + chance.between(-0.3, 0.3), crownBase, z + chance.between(-0.3, 0.3));
        mesh.tube(foot, new Vec(x, 0.5, z), radius * 1.5, radius * 1.05, 9, bark);
        mesh.tube(foot, fork, radius * 1.1, radius * 0.8, 9, bark);
        double spread = height * chance.between(0.22, 0.34);
        List<Surface> leaves = leafSurfaces();
        int boughs = chance.whole(5, 8);
        double clump = Math.max(0.24, z * 0.008);
        for (int i = 0; i < boughs; i++) {
            double angle = 2 * Math.PI * (i + chance.unit()) / boughs;
            double reach = spread * chance.between(0.35, 0.95);
            double rise = crownBase + (height - crownBase) * chance.between(0.2, 0.9);
            Vec tip = new Vec(x + reach * StrictMath.cos(angle), rise, z + reach * StrictMath.sin(angle));
            mesh.tube(fork, tip, radius * 0.5, radius * 0.12, 5, bark);
            double size = spread * chance.between(0.45, 0.75);
            int count = (int) (size * size * 5.5 / (clump * clump));
            foliage(tip, new Vec(size, size * 0.75, size), Math.min(count, 700), clump, leaves);
        }
        Vec top = new Vec(x, height - spread * 0.5, z);
        foliage(top, new Vec(spread * 0.6, spread * 0.6, spread * 0.6), 300, clump, leaves);
    }

    /** Paints a conifer: rings of clumps that narrow towards the top. */
    void conifer(double x, double z, double height) {
        Surface bark =
                Surface.matt(0x4A3B30, world.conditions.airTemperature + 1).textured(Texture.BARK);
        mesh.tube(new Vec(x, 0, z), new Vec(x, height * 0.9, z), height * 0.02, 0.02, 7, bark);
        List<Surface> leaves = leafSurfaces();
        double clump = Math.max(0.26, z * 0.008);
        int rings = 9;
        for (int ring = 0; ring < rings; ring++) {
            double share = (double) ring / rings;
            double radius = height * 0.2 * (1.05 - share);
            double up = height * (0.14 + 0.84 * share);
            foliage(
                    new Vec(x, up, z),
                    new Vec(radius, height * 0.07, radius),
                    (int) (30 + 210 * (1 - share)),
                    clump,
                    leaves);
        }
    }

    /** Paints a hedge along the street between two distances; {@code inner} is its face, {@code outer} its back. */
    void hedge(double inner, double outer, double from, double to, double height) {
        List<Surface> leaves = leafSurfaces();
        Surface core = leaves.get(0).shaded(0.3);
        double low = Math.min(inner, outer) + 0.1;
        double high = Math.max(inner, outer) - 0.1;
        mesh.wallStrip(inner < outer ? low : high, 0, height - 0.1, from, to, core);
        mesh.groundStrip(low, high, from, to, height - 0.1, core);
        mesh.quad(
                new Vec(low, 0, from),
                new Vec(high, 0, from),
                new Vec(high, height - 0.1, from),
                new Vec(low, height - 0.1, from),
                core);
        double z = from;
        while (z < to) {
            double clump = Math.max(0.13, z * 0.011);
            double step = Math.max(0.6, z * 0.08);
            int face = (int) (height * step * 2.6 / (clump * clump));
            for (int i = 0; i < face; i++) {
                Vec p = new Vec(
                        inner + chance.between(-0.1, 0.1), chance.between(0, height), z + chance.between(0, step));
                leaf(p, new Vec(inner < outer ? -0.8 : 0.8, 0.5, -0.4), clump, chance.pick(leaves));
            }
            int roof = (int) ((high - low) * step * 1.2 / (clump * clump));
            for (int i = 0; i < roof; i++) {
                Vec p = new Vec(
                        chance.between(low, high), height + chance.between(-0.1, 0.1), z + chance.between(0, step));
                leaf(p, new Vec(0, 1, 0), clump, chance.pick(leaves));
            }
            z += step;
        }
    }

    private List<Surface> leafSurfaces() {
        int color = chance.pick(chance.happens(0.82) ? GREENS : AUTUMN);
        Surface[] shades = new Surface[6];
        for (int i = 0; i < shades.length; i++) {
            Color tint = Color.ofDisplay(color).times(0.45 + 0.22 * i);
            shades[i] = Surface.matt(
                    tint.times(new Color(chance.between(0.85, 1.2), 1, chance.between(0.75, 1.1))),
                    world.aboveAir(chance.between(-0.3, 1.4)).warmedBySun(2.5));
        }
        return List.of(shades);
    }

    /** Spreads clumps over an ellipsoid, more of them near its skin. */
    private void foliage(Vec center, Vec radii, int count, double clump, List<Surface> leaves) {
        for (int i = 0; i < count; i++) {
            double up = chance.between(-1, 1);
            double turn = chance.between(0, 2 * Math.PI);
            double level = Math.sqrt(1 - up * up);
            double depth = 1 - 0.55 * chance.unit() * chance.unit();
            Vec out = new Vec(level * StrictMath.cos(turn), up, level * StrictMath.sin(turn));
            Vec place = new Vec(
                    center.x() + out.x() * radii.x() * depth,
                    center.y() + out.y() * radii.y() * depth,
                    center.z() + out.z() * radii.z() * depth);
            if (place.y() > 0.3) {
                leaf(place, out, clump * chance.between(0.6, 1.5), chance.pick(leaves));
            }
        }
    }

    private void leaf(Vec place, Vec outwards, double size, Surface surface) {
        Vec normal = outwards.plus(
                        new Vec(chance.between(-0.8, 0.8), chance.between(-0.4, 0.9), chance.between(-0.8, 0.8)))
                .unit();
        Vec side = normal.cross(new Vec(chance.between(-1, 1), chance.between(-1, 1), 0.3))
                .unit()
                .times(size * 0.6);
        Vec other = side.cross(normal).times(chance.between(0.6, 1));
        mesh.quad(place.minus(side), place.minus(other), place.plus(side), place.plus(other), surface);
    }
}
