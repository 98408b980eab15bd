// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.synthetic;

import java.util.List;

/** Paints people: standing, walking or on a bike; skin warm, clothes between skin and air. */
final class PersonPainter {
    private static final List<Integer> CLOTHES = List.of(
            0x1C1E26, 0x23304A, 0x3A3A3A, 0x5A2A2A, 0x6A6F76, 0xB8B4A8, 0x2E4434, 0x7A6A50, 0xE2E0DA, 0x8C2E2E,
            0x304E7A, 0xC8A23C);
    private static final List<Integer> SKINS = List.of(0xE2B896, 0xC99472, 0x8E5E40, 0xD8A882, 0x6A432C);
    private static final List<Integer> HAIRS = List.of(0x16120F, 0x2A1D14, 0x4A3420, 0x777777, 0x8A6A3A);

    /** What a person is doing. */
    enum Pose {
        STANDING,
        WALKING,
        RIDING
    }

    private final World world;
    private final Chance chance;
    private final Mesh mesh;

    PersonPainter(World world, Chance chance) {
        this.world = world;
        this.chance = chance;
        mesh = world.mesh;
    }

    void paint(Frame place, Pose pose) {
        double size = chance.between(0.88, 1.06);
        Surface skin = person(Color.ofDisplay(chance.pick(SKINS)), chance.between(30.5, 33));
        Surface top = clothes(0.42);
        Surface legs = clothes(0.36);
        Surface shoes = person(Color.gray(chance.between(0.02, 0.3)), world.conditions.airTemperature + 4);
        Surface hair = person(Color.ofDisplay(chance.pick(HAIRS)), dressed(0.55));
        if (pose == Pose.RIDING) {
            riding(new Body(place, size, skin, top, legs, shoes, hair));
        } else {
            upright(
                    new Body(place, size, skin, top, legs, shoes, hair),
                    pose == Pose.WALKING ? chance.between(0.2, 0.5) * chance.sign() : 0.04);
        }
    }

    private static Surface person(Color color, double temperature) {
        return Surface.matt(
                        color,
                        Surface.Heat.of(temperature)
                                .warmedBySun(3)
                                .withEmissivity(0.97)
                                .uneven(1.6))
                .of(ObjectClass.PERSON);
    }

    /** Returns the temperature of a layer over skin: {@code share} of the way from the air to the skin. */
    private double dressed(double share) {
        return world.conditions.airTemperature + share * (32 - world.conditions.airTemperature);
    }

    private Surface clothes(double share) {
        Color color = Color.ofDisplay(chance.pick(CLOTHES)).times(chance.between(0.7, 1.1));
        return person(color, dressed(share + chance.between(-0.1, 0.18))).textured(Texture.CLOTH);
    }

    /** One body in its frame; lengths are those of a person of 1.75 m times {@code size}. */
    private record Body(
            Frame frame, double size, Surface skin, Surface top, Surface legs, Surface shoes, Surface hair) {
        Vec at(double right, double up, double ahead) {
            return frame.point(right * size, up * size, ahead * size);
        }
    }

    private void upright(Body b, double stride) {
        boolean coat = chance.happens(0.3);
        for (int side = -1; side <= 1; side += 2) {
            double swing = side * stride;
            Vec hip = b.at(side * 0.09, 0.92, 0);
            Vec knee = b.at(side * 0.095, 0.5, swing * 0.55 + 0.03);
            Vec ankle = b.at(side * 0.1, 0.09 + Math.max(0, -swing) * 0.12, swing * 1.05 - 0.02);
            limb(b, hip, knee, 0.088, 0.062, b.legs);
            limb(b, knee, ankle, 0.062, 0.045, b.legs);
            shoe(b, ankle);
            double armSwing = -swing * 0.8;
            Vec shoulder = b.at(side * 0.175, 1.4, 0);
            Vec elbow = b.at(side * 0.235, 1.14, armSwing * 0.4 - 0.03);
            Vec hand = b.at(side * 0.235, 0.9, armSwing * 0.9 + 0.06);
            limb(b, shoulder, elbow, 0.06, 0.047, b.top);
            limb(b, elbow, hand, 0.046, 0.035, b.top);
            ball(b, hand, 0.045, 0.06, 0.045, b.skin);
        }
        if (coat) {
            limb(b, b.at(0, 1, 0), b.at(0, 0.62, 0), 0.17, 0.21, b.top);
        }
        ball(b, b.at(0, 1.2, 0), 0.175, 0.3, 0.125, b.top);
        ball(b, b.at(0, 1.36, 0), 0.185, 0.13, 0.11, b.top);
        ball(b, b.at(0, 0.97, 0), 0.16, 0.15, 0.12, coat ? b.top : b.legs);
        head(b, 1.62, 0.01);
        if (chance.happens(0.4)) {
            luggage(b);
        }
    }

    private void riding(Body b) {
        double phase = chance.between(-0.14, 0.14);
        for (int side = -1; side <= 1; side += 2) {
            Vec hip = b.at(side * 0.09, 0.95, -0.22);
            Vec knee = b.at(side * 0.11, 0.72 + side * phase, 0.16);
            Vec ankle = b.at(side * 0.11, 0.3 + side * phase, 0.02);
            limb(b, hip, knee, 0.088, 0.062, b.legs);
            limb(b, knee, ankle, 0.062, 0.045, b.legs);
            shoe(b, ankle);
            Vec shoulder = b.at(side * 0.175, 1.4, 0.04);
            Vec elbow = b.at(side * 0.26, 1.18, 0.2);
            Vec hand = b.at(side * 0.24, 1.04, 0.42);
            limb(b, shoulder, elbow, 0.06, 0.047, b.top);
            limb(b, elbow, hand, 0.046, 0.035, b.top);
            ball(b, hand, 0.045, 0.05, 0.05, b.skin);
        }
        limb(b, b.at(0, 0.98, -0.2), b.at(0, 1.36, 0.02), 0.15, 0.19, b.top);
        ball(b, b.at(0, 1.38, 0.04), 0.185, 0.12, 0.12, b.top);
        ball(b, b.at(0, 0.97, -0.22), 0.16, 0.13, 0.14, b.legs);
        head(b, 1.63, 0.1);
    }

    private void limb(Body b, Vec from, Vec to, double radiusFrom, double radiusTo, Surface surface) {
        mesh.tube(from, to, radiusFrom * b.size, radiusTo * b.size, 8, surface);
    }

    private void ball(Body b, Vec center, double x, double y, double z, Surface surface) {
        Frame around = new Frame(center, b.frame.cosine(), b.frame.sine());
        mesh.ellipsoid(around, new Vec(0, 0, 0), new Vec(x * b.size, y * b.size, z * b.size), surface);
    }

    private void shoe(Body b, Vec ankle) {
        Vec front = ankle.plus(b.frame.direction(0, -0.045, 0.13));
        mesh.tube(ankle.plus(b.frame.direction(0, -0.045, -0.07)), front, 0.045, 0.038, 6, b.shoes);
    }

    private void head(Body b, double up, double ahead) {
        limb(b, b.at(0, up - 0.2, ahead - 0.01), b.at(0, up - 0.08, ahead), 0.055, 0.05, b.skin);
        ball(b, b.at(0, up, ahead), 0.078, 0.115, 0.095, b.skin);
        boolean hat = chance.happens(0.25);
        Surface cover = hat ? b.top : b.hair;
        ball(b, b.at(0, up + 0.035, ahead - 0.02), 0.086, hat ? 0.1 : 0.092, 0.095, cover);
    }

    private void luggage(Body b) {
        Surface bag = person(Color.ofDisplay(chance.pick(CLOTHES)).times(0.7), world.conditions.airTemperature + 2);
        if (chance.happens(0.5)) {
            ball(b, b.at(0, 1.25, -0.17), 0.15, 0.22, 0.1, bag);
        } else {
            Vec hand = b.at(0.29 * chance.sign(), 0.72, 0.02);
            ball(b, hand, 0.06, 0.15, 0.16, bag);
        }
    }
}
