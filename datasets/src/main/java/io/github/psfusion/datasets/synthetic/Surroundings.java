// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.synthetic;

import java.util.List;

/** Decides what stands beside and behind the street: buildings, hedges, walls, trees, lamps. */
final class Surroundings {
    private static final List<Color> LAMP_COLORS = List.of(
            new Color(1, 0.62, 0.25), new Color(0.82, 1, 0.72), new Color(1, 0.9, 0.72), new Color(0.85, 0.95, 1));

    private final Site site;
    private final Chance chance;

    Surroundings(Site site, Chance chance) {
        this.site = site;
        this.chance = chance;
    }

    void paint() {
        Chance own = chance.fork();
        for (int side = -1; side <= 1; side += 2) {
            frontage(side, own.fork());
        }
        distance(own.fork());
        streetLamps(own.fork());
    }

    private void distance(Chance own) {
        BuildingPainter buildings = new BuildingPainter(site.world(), own);
        buildings.skyline(site.street().length());
        if (own.happens(0.35)) {
            double z = site.street().length() + 4;
            double bend = site.world().conditions.night ? 0 : own.between(-6, 6);
            buildings.across(z, -18 + bend, 18 + bend, own.whole(3, 7));
        }
        VegetationPainter plants = new VegetationPainter(site.world(), own);
        for (int i = own.whole(3, 8); i > 0; i--) {
            double z = site.street().length() + own.between(1, 25);
            plants.tree(own.between(-45, 45), z, own.between(6, 13));
        }
    }

    private void frontage(int side, Chance own) {
        double face = site.street().frontage(side);
        double kind = own.unit();
        VegetationPainter plants = new VegetationPainter(site.world(), own.fork());
        if (kind < 0.45) {
            new BuildingPainter(site.world(), own.fork())
                    .row(site.street(), side, own.between(-4, 6), site.street().length());
            if (own.happens(0.5)) {
                trees(plants, side, face - 0.7, own.between(9, 16), own);
            }
        } else if (kind < 0.8) {
            double height = own.between(0.7, 1.6);
            plants.hedge(
                    side * (face + 0.05),
                    side * (face + 1.1),
                    own.between(-4, 5),
                    Math.min(site.street().length(), 60),
                    height);
            trees(plants, side, face + own.between(1.8, 4), own.between(6, 10), own);
            trees(plants, side, face + own.between(7, 12), own.between(5, 9), own);
            if (own.happens(0.6)) {
                new BuildingPainter(site.world(), own.fork())
                        .across(
                                own.between(28, 60),
                                side < 0 ? -40 : face + 8,
                                side < 0 ? -face - 8 : 40,
                                own.whole(2, 6));
            }
        } else {
            wall(side, face, own);
            trees(plants, side, face + own.between(1.5, 3), own.between(6, 11), own);
            new BuildingPainter(site.world(), own.fork())
                    .across(own.between(35, 70), side < 0 ? -36 : face + 3, side < 0 ? -face - 3 : 36, own.whole(2, 8));
        }
    }

    private void trees(VegetationPainter plants, int side, double x, double spacing, Chance own) {
        boolean conifers = own.happens(0.2);
        for (double z = own.between(5, 5 + spacing); z < site.street().length(); z += spacing * own.between(0.8, 1.3)) {
            if (site.plots().take(side * x, z, 0.6)) {
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
                        Color.gray(own.between(0.2, 0.45)),
                        site.world().aboveAir(1).warmedBySun(6))
                .textured(own.happens(0.5) ? Texture.CONCRETE : Texture.BRICK);
        double height = own.between(1, 2.3);
        site.world()
                .mesh
                .wallStrip(
                        side * face,
                        0,
                        height,
                        own.between(-4, 8),
                        site.street().length(),
                        stone);
        site.world()
                .mesh
                .groundStrip(side * face, side * (face + 0.25), 0, site.street().length(), height, stone);
    }

    private void streetLamps(Chance own) {
        FurniturePainter painter = new FurniturePainter(site.world(), own);
        Color light = own.pick(LAMP_COLORS);
        int side = own.sign();
        double spacing = own.between(16, 30);
        double height = own.between(4.5, 7);
        for (double z = own.between(3, 3 + spacing); z < site.street().length() * 0.8; z += spacing) {
            double x = side * (site.street().halfRoad() + 0.5);
            if (site.plots().take(x, z, 0.3)) {
                painter.streetLamp(x, z, height, own.happens(0.85) ? light : Color.BLACK);
            }
        }
        if (own.happens(0.4)) {
            double next = own.between(18, 30);
            for (double z = own.between(-8, 10); z < site.street().length(); z += next) {
                painter.cablePole(-side * (site.street().halfRoad() + 0.6), z, z + next);
                site.plots().take(-side * (site.street().halfRoad() + 0.6), z, 0.4);
            }
        }
    }
}
