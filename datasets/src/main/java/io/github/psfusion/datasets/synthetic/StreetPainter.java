// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.synthetic;

import java.util.List;

/** Paints the ground: road with markings, kerbs, pavements, the land beyond. */
final class StreetPainter {
    /** Layers over the road, in meters: high enough for the depth buffer to separate them, too low to be seen. */
    private static final double PATCH = 0.004;

    private static final double MARKING = 0.008;
    private static final double LINE_WIDTH = 0.14;
    private static final List<String> WORDS =
            List.of("SLOW", "STOP", "BUS", "30", "20", "KEEP", "SCHOOL", "40", "TAXI");

    private final World world;
    private final Chance chance;
    private final Mesh mesh;

    StreetPainter(World world, Chance chance) {
        this.world = world;
        this.chance = chance;
        mesh = world.mesh;
    }

    void paint(Street street) {
        double end = street.length();
        Surface asphalt = Surface.matt(
                        new Color(1.02, 1, 0.97).times(chance.between(0.07, 0.17)),
                        world.aboveAir(chance.between(0.5, 3)).warmedBySun(8).uneven(0.7))
                .textured(Texture.ASPHALT)
                .glossy(0.12);
        mesh.groundStrip(-street.halfRoad(), street.halfRoad(), Street.START, end, 0, asphalt);
        land(street);
        boolean lineAtKerb = chance.happens(0.75);
        for (int side = -1; side <= 1; side += 2) {
            kerbAndPavement(street, side);
            if (lineAtKerb && chance.happens(0.75)) {
                kerbLine(street, side);
            }
        }
        repairs(street, asphalt);
        markings(street);
    }

    private void land(Street street) {
        Surface grass = Surface.matt(0x4F6130, 0)
                .heated(world.aboveAir(-1).warmedBySun(3).uneven(1))
                .textured(Texture.GRASS);
        double far = 420;
        for (int side = -1; side <= 1; side += 2) {
            mesh.groundStrip(
                    side * street.frontage(side), side * 160, Street.START, street.length() + 60, -0.02, grass);
        }
        double end = street.length();
        mesh.groundStrip(-street.frontage(-1), street.frontage(1), end, end + 60, -0.03, grass);
        mesh.quad(
                new Vec(-far, -0.3, end + 60),
                new Vec(far, -0.3, end + 60),
                new Vec(far, -0.3, far),
                new Vec(-far, -0.3, far),
                grass);
    }

    private void kerbAndPavement(Street street, int side) {
        double inner = side * street.halfRoad();
        double outer = side * (street.halfRoad() + Street.KERB_WIDTH);
        double end = street.length();
        double top = Street.KERB_HEIGHT;
        Surface stone = Surface.matt(0xA7A49C, 0)
                .heated(world.aboveAir(0.5).warmedBySun(5).uneven(1))
                .textured(Texture.KERBSTONE)
                .of(ObjectClass.CURVE);
        mesh.wallStrip(inner, 0, top, Street.START, end, stone);
        mesh.groundStrip(inner, outer, Street.START, end, top, stone);
        boolean paved = chance.happens(0.65);
        Surface pavement = Surface.matt(
                        Color.ofDisplay(paved ? 0x9D968B : 0x77756F).times(chance.between(0.7, 1.1)),
                        world.aboveAir(-0.6).warmedBySun(6))
                .textured(paved ? Texture.PAVING : Texture.ASPHALT);
        mesh.groundStrip(outer, side * street.frontage(side), Street.START, end, top - 0.005, pavement);
    }

    /** The line along the kerb belongs to MSRS's class "curve" as the kerb does. */
    private void kerbLine(Street street, int side) {
        Surface paint = paint(chance.happens(0.6) ? 0xC9A23A : 0xC6C6C0).of(ObjectClass.CURVE);
        double x = side * (street.halfRoad() - chance.between(0.15, 0.4));
        mesh.groundStrip(x - LINE_WIDTH / 2, x + LINE_WIDTH / 2, Street.START, street.length(), MARKING, paint);
    }

    private void repairs(Street street, Surface asphalt) {
        int count = chance.whole(2, 7);
        for (int i = 0; i < count; i++) {
            double x = chance.between(-street.halfRoad() + 0.5, street.halfRoad() - 1.6);
            double z = chance.between(2, 45);
            Surface patch = asphalt.shaded(chance.between(0.6, 1.3))
                    .heated(asphalt.heat().warmedBySun(chance.between(6, 10)));
            mesh.groundStrip(x, x + chance.between(0.5, 1.6), z, z + chance.between(0.8, 6), PATCH, patch);
        }
        Surface iron = Surface.matt(0x3A3835, 0)
                .heated(world.aboveAir(chance.between(-2, 4)).withEmissivity(0.8))
                .glossy(0.25);
        for (int i = chance.whole(0, 3); i > 0; i--) {
            double x = chance.between(-street.halfRoad() + 0.8, street.halfRoad() - 0.8);
            double z = chance.between(4, 30);
            mesh.tube(new Vec(x, -0.1, z), new Vec(x, MARKING, z), 0.33, 0.33, 18, iron);
        }
    }

    private void markings(Street street) {
        Surface white = paint(0xD6D6D2);
        double end = street.length();
        boolean dashed = chance.happens(0.7);
        if (dashed) {
            double gap = chance.between(3, 6);
            for (double z = chance.between(-3, 2); z < end; z += 3 + gap) {
                mesh.groundStrip(-LINE_WIDTH / 2, LINE_WIDTH / 2, z, z + 3, MARKING, white);
            }
        } else if (chance.happens(0.5)) {
            mesh.groundStrip(-LINE_WIDTH / 2, LINE_WIDTH / 2, Street.START, end, MARKING, white);
        }
        if (chance.happens(0.45)) {
            crossing(street, chance.between(9, 26), white);
        }
        int lane = chance.sign();
        if (chance.happens(0.65)) {
            String word = chance.pick(WORDS);
            double width = Math.min(street.halfRoad() * 0.55, word.length() * 0.75);
            new Lettering(mesh)
                    .write(
                            new Vec(lane * street.halfRoad() * 0.55, MARKING, chance.between(4.5, 11)),
                            new Vec(width, 0, 0),
                            new Vec(0, 0, chance.between(2.5, 4)),
                            word,
                            white);
        }
        if (chance.happens(0.4)) {
            arrow(-lane * street.halfRoad() / 2, chance.between(7, 18), white);
        }
    }

    private void crossing(Street street, double z, Surface white) {
        double bar = 0.45;
        for (double x = -street.halfRoad() + 0.4; x + bar < street.halfRoad() - 0.2; x += 2 * bar) {
            mesh.groundStrip(x, x + bar, z, z + 3, MARKING, white);
        }
        mesh.groundStrip(-street.halfRoad() + 0.4, -0.1, z - 1.6, z - 1.25, MARKING, white);
    }

    private void arrow(double x, double z, Surface white) {
        mesh.groundStrip(x - 0.09, x + 0.09, z, z + 2.2, MARKING, white);
        mesh.triangle(
                new Vec(x - 0.4, MARKING, z + 2.2),
                new Vec(x + 0.4, MARKING, z + 2.2),
                new Vec(x, MARKING, z + 3.4),
                white);
    }

    /** Paint is nearly as warm as the road: infrared images hardly show it. */
    private Surface paint(int displayColor) {
        return Surface.matt(
                        Color.ofDisplay(displayColor).times(chance.between(0.6, 1)),
                        world.aboveAir(1.6).warmedBySun(7).uneven(0.4))
                .textured(Texture.WORN_PAINT);
    }
}
