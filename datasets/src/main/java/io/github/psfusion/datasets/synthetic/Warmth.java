// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.synthetic;

/** The infrared radiation that leaves a surface towards the camera, as an apparent temperature in degrees Celsius. */
final class Warmth {
    /** How many degrees an open, level surface loses to a clear night sky. */
    private static final double RADIATIVE_COOLING = 1.6;
    /** Distance in meters over which the air replaces {@code 1 - 1/e} of the radiation. */
    private static final double AIR_REACH = 420;

    private final Conditions conditions;
    private final Sky sky;

    Warmth(World world) {
        conditions = world.conditions;
        sky = new Sky(conditions);
    }

    double ofSky(SurfacePoint view) {
        return sky.temperature(view.viewX, view.viewY, view.viewZ);
    }

    double ofSurface(SurfacePoint p) {
        Surface.Heat heat = p.triangle.surface.heat();
        double facing =
                p.normalX * conditions.sun.x() + p.normalY * conditions.sun.y() + p.normalZ * conditions.sun.z();
        // Stored heat outlives the shade of the moment: half of it is there whichever way the surface faces.
        double sun = conditions.sunStrength() * (0.25 + 0.75 * Math.max(0, facing) * p.sunlit);
        double exposed = p.open * Math.max(0, p.normalY) * (1 - conditions.cloudiness);
        double own = heat.temperature()
                + heat.sunWarming() * sun
                - RADIATIVE_COOLING * exposed
                + heat.unevenness() * (p.texture - 1);
        double cosine = -(p.viewX * p.normalX + p.viewY * p.normalY + p.viewZ * p.normalZ);
        double grazing = 1 - Math.min(Math.max(cosine, 0), 1);
        double square = grazing * grazing;
        // Emissivity falls at grazing view: bodies darken towards their outline, roads towards the horizon.
        double emissivity = heat.emissivity() * (1 - 0.35 * square * square * grazing);
        double y = p.viewY + 2 * cosine * p.normalY;
        double mirrored = conditions.airTemperature;
        if (y > 0) {
            mirrored += p.open * (sky.blurredTemperature(y) - mirrored);
        }
        double apparent = emissivity * own + (1 - emissivity) * mirrored;
        double air = 1 - Decay.of(p.distance / AIR_REACH);
        return apparent + (conditions.airTemperature - apparent) * air;
    }
}
