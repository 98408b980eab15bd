// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.synthetic;

/** Decides who uses the street: cars, people, bikes. */
final class Traffic {
    private static final double HALF_TURN = Math.PI;

    private final Site site;
    private final double traffic;
    private final Chance chance;

    /** @param traffic factor on all numbers */
    Traffic(Site site, double traffic, Chance chance) {
        this.site = site;
        this.traffic = traffic;
        this.chance = chance;
    }

    /** Paints all of them; the featured class, if it is one of theirs, surely and near the camera. */
    void paint(ObjectClass featured) {
        cars(featured == ObjectClass.CAR ? 1 : 0);
        people(featured == ObjectClass.PERSON ? 2 : 0);
        bikes(featured == ObjectClass.BIKE ? 1 : 0);
    }

    /** Returns a number of objects about a mean, which the settings scale. */
    private int count(Chance own, double mean, int atLeast) {
        return Math.max(atLeast, (int) (mean * traffic * 2 * own.unit() + 0.5));
    }

    private void cars(int atLeast) {
        Chance own = chance.fork();
        CarPainter painter = new CarPainter(site.world(), own.fork());
        int near = atLeast;
        for (int i = count(own, 1.6, atLeast); i > 0; i--) {
            int lane = own.sign();
            double x = lane * site.street().halfRoad() * own.between(0.42, 0.55);
            double z = near-- > 0 ? own.between(8, 15) : own.between(12, 60);
            // Cars on the camera's side of the road drive ahead of it, the others come towards it.
            boolean sameWay = lane * site.eye().x() > 0;
            if (site.plots().take(x, z, 2.4)) {
                painter.paint(Frame.onGround(x, z, sameWay ? 0 : HALF_TURN), CarPainter.State.DRIVING);
            }
        }
        for (int side = -1; side <= 1; side += 2) {
            if (!own.happens(0.45 * Math.min(traffic, 2))) {
                continue;
            }
            double x = side * (site.street().halfRoad() - 1.05);
            boolean towards = own.happens(0.4);
            for (double z = own.between(4, 14); z < own.between(22, 60); z += own.between(5.2, 7.5)) {
                boolean clear = Math.abs(x - site.eye().x()) > 1.5 || z > 9;
                if (clear && own.happens(0.8) && site.plots().take(x, z, 1.9)) {
                    painter.paint(Frame.onGround(x, z, towards ? HALF_TURN : 0), CarPainter.State.PARKED);
                }
            }
        }
    }

    private void people(int atLeast) {
        Chance own = chance.fork();
        PersonPainter painter = new PersonPainter(site.world(), own.fork());
        int near = Math.max(atLeast, own.happens(0.6) ? 1 : 0);
        for (int i = count(own, 4.5, atLeast); i > 0; i--) {
            boolean onRoad = own.happens(0.35);
            int side = own.sign();
            double z = near-- > 0 ? own.between(5.5, 11) : own.between(9, 48);
            double x = onRoad
                    ? own.between(-0.85, 0.85) * site.street().halfRoad()
                    : side
                            * (site.street().halfRoad()
                                    + own.between(0.5, site.street().pavement(side)));
            double limit = Math.abs(site.eye().x() + 0.42 * z);
            if (near >= 0 && Math.abs(x) > limit) {
                x = Math.copySign(limit, x);
            }
            if (site.plots().take(x, z, 0.4)) {
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
        BikePainter painter = new BikePainter(site.world(), own.fork());
        PersonPainter riders = new PersonPainter(site.world(), own.fork());
        int near = atLeast;
        for (int i = count(own, 0.9, atLeast); i > 0; i--) {
            double x = own.between(-0.8, 0.8) * site.street().halfRoad();
            double z = near-- > 0 ? own.between(5, 8.5) : own.between(9, 35);
            if (site.plots().take(x, z, 0.9)) {
                Frame frame = Frame.onGround(x, z, own.between(-0.5, 0.5) + (own.happens(0.5) ? 0 : HALF_TURN));
                painter.paint(frame, BikePainter.Use.RIDDEN);
                riders.paint(frame, PersonPainter.Pose.RIDING);
            }
        }
        if (own.happens(0.3) || atLeast > 0) {
            bikeRack(painter, own);
        }
    }

    private void bikeRack(BikePainter painter, Chance own) {
        double spacing = 0.62;
        int side = own.sign();
        int places = own.whole(2, 7);
        double x = side * (site.street().halfRoad() + site.street().pavement(side) * 0.6);
        double z = own.between(6, 14);
        if (site.plots().take(x, z + places * spacing / 2, Math.max(1, places * spacing / 2))) {
            for (int i = 0; i < places; i++) {
                double heading = side * HALF_TURN / 2 + own.between(-0.2, 0.2);
                painter.paint(standing(x, z + i * spacing, heading), BikePainter.Use.PARKED);
            }
        }
    }

    /** Returns a frame on the road or, beside it, on the pavement. */
    private Frame standing(double x, double z, double heading) {
        double up = Math.abs(x) > site.street().halfRoad() ? Street.KERB_HEIGHT : 0;
        return Frame.at(new Vec(x, up, z), heading);
    }
}
