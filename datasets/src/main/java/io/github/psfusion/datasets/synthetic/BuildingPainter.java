// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.synthetic;

import java.util.List;

/** Paints buildings: walls with rows of windows, doors, shops with signs, and towers of the skyline. */
final class BuildingPainter {
    private static final List<Integer> WALLS =
            List.of(0x8C4B37, 0x9A6A4C, 0xB3A894, 0xC9C2B2, 0x8F9296, 0x6E5F53, 0xA89F8E, 0xD8D3C8, 0x7B6A5E, 0x96948C);
    private static final List<String> NAMES = List.of(
            "CAFE",
            "HOTEL",
            "BANK",
            "BOOKS",
            "PHARMACIE",
            "MARKET",
            "RAMEN",
            "BAKERY",
            "LIBRARY",
            "CINEMA",
            "SUSHI",
            "TABAC");
    private static final List<Integer> SIGNS =
            List.of(0x1F4E8C, 0xA02020, 0x1E6B3A, 0xD8A020, 0x222222, 0xE8E4DA, 0x6A2C70);
    private static final double STOREY = 3.2;
    /** How far glass stands in front of its frame, and the frame in front of the wall, so that the nearer one is seen. */
    private static final double LAYER = 0.05;

    private final World world;
    private final Chance chance;
    private final Mesh mesh;

    BuildingPainter(World world, Chance chance) {
        this.world = world;
        this.chance = chance;
        mesh = world.mesh;
    }

    /** Paints a row of buildings along one side of the street, from one distance to another. */
    void row(Street street, int side, double from, double to) {
        double setback = chance.between(0.2, 2.5);
        double z = from;
        while (z < to) {
            double depth = chance.between(8, 18);
            boolean gap = chance.happens(0.18);
            if (!gap) {
                double face = street.frontage(side) + setback + chance.between(0, 0.6);
                facingStreet(side, face, z, z + depth - chance.between(0, 1.2), chance.whole(2, 7));
            }
            z += depth;
        }
    }

    private void facingStreet(int side, double face, double from, double to, int storeys) {
        Look look = new Look();
        double height = storeys * STOREY + 0.8;
        Frame frame = Frame.onGround(0, 0, 0);
        double back = face + 14;
        mesh.box(
                frame,
                new Vec(Math.min(side * face, side * back), 0, from),
                new Vec(Math.max(side * face, side * back), height, to),
                look.wall);
        roofEdge(frame, side * face, side * (face - 0.25), from - 0.1, to + 0.1, height, look);
        // A facade has its axes along the street and up; its outside looks towards the road.
        Facade towardsRoad = new Facade(new Vec(side * face, 0, from), new Vec(0, 0, to - from), new Vec(-side, 0, 0));
        boolean shop = chance.happens(0.5);
        windows(towardsRoad, look, shop ? 1 : 0, storeys);
        if (shop) {
            shopFront(towardsRoad, look);
        } else {
            door(towardsRoad, look);
        }
        Facade towardsCamera = new Facade(new Vec(side * face, 0, from), new Vec(side * 13, 0, 0), new Vec(0, 0, -1));
        windows(towardsCamera, look, 0, storeys);
    }

    /** Paints a building across the end of the street. */
    void across(double z, double left, double right, int storeys) {
        Look look = new Look();
        double height = storeys * STOREY + 0.8;
        Frame frame = Frame.onGround(0, 0, 0);
        mesh.box(frame, new Vec(left, -1, z), new Vec(right, height, z + 12), look.wall);
        Facade facade = new Facade(new Vec(left, 0, z), new Vec(right - left, 0, 0), new Vec(0, 0, -1));
        windows(facade, look, 0, storeys);
    }

    /** Paints towers far behind the street. */
    void skyline(double nearest) {
        int count = chance.whole(2, 6);
        for (int i = 0; i < count; i++) {
            double z = nearest + chance.between(30, 160);
            double x = chance.between(-0.75, 0.75) * z;
            double width = chance.between(10, 26);
            across(z, x - width / 2, x + width / 2, chance.whole(6, 20));
        }
    }

    private void roofEdge(Frame frame, double face, double front, double from, double to, double height, Look look) {
        mesh.box(
                frame,
                new Vec(Math.min(face, front), height - 0.35, from),
                new Vec(Math.max(face, front), height + 0.15, to),
                look.trim);
    }

    /** A wall to be furnished: a lower corner, its length as a vector, and the unit direction outwards. */
    private record Facade(Vec corner, Vec length, Vec outwards) {
        Vec point(double along, double up, double layer) {
            return corner.plus(length.times(along / length.length()))
                    .plus(new Vec(0, up, 0))
                    .plus(outwards.times(layer));
        }
    }

    private void panel(
            Facade facade, double from, double to, double bottom, double top, double layer, Surface surface) {
        mesh.quad(
                facade.point(from, bottom, layer),
                facade.point(to, bottom, layer),
                facade.point(to, top, layer),
                facade.point(from, top, layer),
                surface);
    }

    private void windows(Facade facade, Look look, int firstStorey, int storeys) {
        double length = facade.length().length();
        int columns = (int) ((length - 0.8) / look.spacing);
        double margin = (length - columns * look.spacing) / 2 + (look.spacing - look.windowWidth) / 2;
        for (int storey = firstStorey; storey < storeys; storey++) {
            double sill = storey * STOREY + 1;
            double top = sill + look.windowHeight;
            for (int column = 0; column < columns; column++) {
                double from = margin + column * look.spacing;
                double to = from + look.windowWidth;
                panel(facade, from - 0.09, to + 0.09, sill - 0.14, top + 0.09, LAYER, look.trim);
                Surface glass = glass(look.litShare);
                double middle = (from + to) / 2;
                panel(facade, from, middle - 0.03, sill, top, 2 * LAYER, glass);
                panel(facade, middle + 0.03, to, sill, top, 2 * LAYER, glass);
            }
        }
    }

    private Surface glass(double litShare) {
        Surface glass = Surface.matt(
                        Color.gray(chance.between(0.015, 0.07)),
                        world.aboveAir(chance.between(0, 2.5)).warmedBySun(2).withEmissivity(0.8))
                .glossy(0.7);
        if (chance.happens(0.25)) { // a blind behind the pane
            glass = Surface.matt(
                            Color.gray(chance.between(0.25, 0.5)),
                            world.aboveAir(chance.between(0, 2)).withEmissivity(0.85))
                    .glossy(0.4);
        }
        if (world.conditions.night && chance.happens(litShare)) {
            Color light = new Color(1, 0.72, 0.38).mixed(new Color(0.85, 1, 0.92), chance.unit());
            glass = glass.emitting(light.times(chance.between(0.15, 1.3)))
                    .heated(world.aboveAir(chance.between(2.5, 5.5)).withEmissivity(0.85));
        }
        return glass;
    }

    private void door(Facade facade, Look look) {
        double length = facade.length().length();
        double from = chance.between(0.2, 0.7) * (length - 2);
        panel(facade, from - 0.1, from + 1.5, 0, 2.35, 2.4 * LAYER, look.trim);
        Surface door = Surface.matt(chance.pick(SIGNS), world.conditions.airTemperature + chance.between(1, 4));
        panel(facade, from, from + 1.4, 0, 2.25, 3 * LAYER, door.shaded(0.5));
        if (chance.happens(0.5)) {
            Vec lamp = facade.point(from + 0.7, 2.7, 0.5);
            Color light = new Color(1, 0.75, 0.4);
            world.light(lamp, light.times(3));
            Surface bulb =
                    Surface.matt(0xE8E0C8, world.conditions.airTemperature + 10).emitting(onAtNight(light.times(8)));
            mesh.ellipsoid(Frame.at(lamp, 0), new Vec(0, 0, 0), new Vec(0.12, 0.12, 0.12), bulb);
        }
    }

    private void shopFront(Facade facade, Look look) {
        double length = facade.length().length();
        Surface board = Surface.matt(chance.pick(SIGNS), world.conditions.airTemperature + 1.5);
        Surface script = Surface.matt(0xF0EEE6, world.conditions.airTemperature + 1.6);
        Surface window = Surface.matt(Color.gray(0.05), world.aboveAir(3).withEmissivity(0.82))
                .glossy(0.6);
        boolean open = chance.happens(0.6);
        if (open) {
            Color light = new Color(1, 0.85, 0.62).mixed(new Color(0.85, 1, 0.95), chance.unit());
            board = board.emitting(onAtNight(board.reflectance().times(1.2)));
            script = script.emitting(onAtNight(Color.gray(1.5)));
            window = window.emitting(onAtNight(light.times(chance.between(0.4, 1.4))))
                    .heated(world.aboveAir(5));
            world.light(facade.point(length / 2, 2, 1.2), light.times(5));
        } else if (chance.happens(0.6)) {
            window = Surface.matt(0x8E9294, world.conditions.airTemperature)
                    .textured(Texture.SHUTTER)
                    .glossy(0.15);
        }
        panel(facade, 0.3, length - 0.3, 0.05, 3.9, LAYER, look.trim);
        panel(facade, 0.4, length - 0.4, 2.95, 3.8, 2 * LAYER, board);
        int panes = Math.max(2, (int) (length / 2.2));
        double pane = (length - 0.8) / panes;
        for (int i = 0; i < panes; i++) {
            panel(facade, 0.4 + i * pane + 0.06, 0.4 + (i + 1) * pane - 0.06, 0.45, 2.8, 2 * LAYER, window);
        }
        String name = chance.pick(NAMES);
        double width = Math.min(length * 0.7, name.length() * 0.62);
        Vec reading = facade.outwards().cross(new Vec(0, 1, 0)).times(width);
        new Lettering(mesh).write(facade.point(length / 2, 3.1, 3 * LAYER), reading, new Vec(0, 0.5, 0), name, script);
    }

    private Color onAtNight(Color light) {
        return world.conditions.night ? light : Color.BLACK;
    }

    /** The materials and measures that all windows of one building share. */
    private final class Look {
        final Surface wall;
        final Surface trim;
        final double spacing = chance.between(2, 3.4);
        final double windowWidth = spacing * chance.between(0.42, 0.75);
        final double windowHeight = chance.between(1.2, 1.9);
        final double litShare = chance.between(0.02, 0.4);

        Look() {
            int color = chance.pick(WALLS);
            boolean brick = (color >> 16 & 0xFF) - (color & 0xFF) > 60;
            Texture texture = brick ? Texture.BRICK : chance.pick(List.of(Texture.PLASTER, Texture.CONCRETE));
            wall = Surface.matt(
                            Color.ofDisplay(color).times(chance.between(0.75, 1.15)),
                            world.aboveAir(chance.between(0.3, 2.2))
                                    .warmedBySun(6)
                                    .uneven(1.2))
                    .textured(texture);
            trim = Surface.matt(Color.gray(chance.between(0.08, 0.65)), world.aboveAir(chance.between(-0.5, 1)));
        }
    }
}
