// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.synthetic;

import java.util.List;

/** Decides which bollards, guardrails, cones, bumps and signs stand on the street. */
final class StreetFurniture {
    private final Site site;
    private final Chance chance;
    private final FurniturePainter painter;

    StreetFurniture(Site site, Chance chance) {
        this.site = site;
        this.chance = chance;
        painter = new FurniturePainter(site.world(), chance.fork());
    }

    /** Paints the featured class near the camera, if it is street furniture. */
    void feature(ObjectClass featured) {
        switch (featured) {
            case CAR_STOP -> bollards();
            case GUARDRAIL -> guardrail();
            case COLOR_CONE -> cones();
            case BUMP -> painter.bump(site.street(), chance.between(6, 12));
            default -> {
                // Kerbs are in every scene; cars, people and bikes are traffic.
            }
        }
    }

    /** Paints what happens to be there. */
    void paintSome() {
        if (chance.happens(0.22)) {
            bollards();
        }
        if (chance.happens(0.12)) {
            guardrail();
        }
        if (chance.happens(0.22)) {
            cones();
        }
        if (chance.happens(0.12)) {
            painter.bump(site.street(), chance.between(8, 25));
        }
        for (int i = chance.whole(0, 3); i > 0; i--) {
            int side = chance.sign();
            double x = side * (site.street().halfRoad() + chance.between(0.4, 0.8));
            double z = chance.between(6, 30);
            if (site.plots().take(x, z, 0.4)) {
                painter.sign(x, z);
            }
        }
    }

    private void bollards() {
        int side = chance.sign();
        int color = chance.pick(List.of(0x2A2A2C, 0x9A9A98, 0xB8862A, 0x6A4A36));
        boolean acrossRoad = chance.happens(0.3);
        double z = chance.between(5, 8);
        if (acrossRoad) {
            z += 3;
            for (double x = -site.street().halfRoad() + 0.4; x < site.street().halfRoad(); x += 1.5) {
                if (site.plots().take(x, z, 0.3)) {
                    painter.bollard(x, z, color);
                }
            }
            return;
        }
        double spacing = chance.between(1.4, 2.6);
        for (int i = chance.whole(5, 12); i > 0; i--) {
            double x = side * (site.street().halfRoad() + 0.35);
            if (site.plots().take(x, z, 0.15)) {
                painter.bollard(x, z, color);
            }
            z += spacing;
        }
    }

    private void guardrail() {
        int side = chance.sign();
        double x = side * (site.street().halfRoad() + 0.3);
        double from = chance.between(4, 8);
        double to = from + chance.between(12, 35);
        double piece = 3; // in pieces, so that it follows the bend
        for (double z = from; z < to; z += piece) {
            if (site.plots().take(x, z + piece / 2, piece / 2 - 0.1)) {
                painter.guardrail(new Vec(x, 0, z), new Vec(x, 0, z + piece));
            }
        }
    }

    private void cones() {
        int side = chance.sign();
        double x = side * chance.between(0.45, 0.9) * site.street().halfRoad();
        double z = chance.between(4.5, 8);
        for (int i = chance.whole(2, 6); i > 0; i--) {
            if (site.plots().take(x, z, 0.25)) {
                painter.cone(x, z);
            }
            z += chance.between(1.3, 3);
            x += chance.between(-0.25, 0.25);
        }
    }
}
