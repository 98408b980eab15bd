// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.synthetic;

/** The visible light that leaves a surface towards the camera: sun, sky, lamps, mirrored sky, haze. */
final class Illumination {
    /** Light that the ground throws back up, as a share of the light of the sky. */
    private static final double GROUND_BOUNCE = 0.22;
    /** Gloss above which a surface mirrors the outlines of clouds. */
    private static final double CLEAR_MIRROR = 0.3;

    /** Wet ground mirrors this much, and is darker by that much. */
    private static final double WET_GLOSS = 0.75;

    private static final double WET_DARKENING = 0.45;

    private final Conditions conditions;
    private final Sky sky;
    private final Color haze;
    private final Lamp[] lamps;
    private final double[] reachSquared;
    // Of the point in hand: light received by it, mirrored by it, leaving it.
    private final Light received = new Light();
    private final Light mirrored = new Light();
    private final Light leaving = new Light();

    Illumination(World world) {
        conditions = world.conditions;
        sky = new Sky(conditions);
        haze = conditions.horizon.times(0.85);
        lamps = world.lamps.toArray(new Lamp[0]);
        reachSquared = new double[lamps.length];
        for (int i = 0; i < lamps.length; i++) {
            reachSquared[i] = lamps[i].reachSquared();
        }
    }

    /** Adds the radiance of the sky in the direction of view. */
    void addSky(SurfacePoint view, Light pixel) {
        pixel.add(sky.radiance(view.viewX, view.viewY, view.viewZ), 1);
    }

    /** Adds the radiance of a surface point. */
    void addSurface(SurfacePoint p, Light pixel) {
        Surface surface = p.triangle.surface;
        double wet = p.normalY > 0.9 ? conditions.wetness : 0;
        double gloss = Math.max(surface.gloss(), WET_GLOSS * wet);
        receiveSunAndSky(p);
        mirrored.clear();
        for (int i = 0; i < lamps.length; i++) {
            receiveLamp(lamps[i], reachSquared[i], p, gloss);
        }
        leaving.clear();
        leaving.add(received);
        leaving.filter(surface.reflectance(), p.texture * (1 - WET_DARKENING * wet));
        leaving.add(surface.emission(), 1);
        leaving.add(mirrored);
        if (gloss > 0) {
            mirrorSky(p, gloss);
        }
        leaving.mix(haze, 1 - Decay.of(p.distance / conditions.visibility));
        pixel.add(leaving);
    }

    private void receiveSunAndSky(SurfacePoint p) {
        double facing =
                p.normalX * conditions.sun.x() + p.normalY * conditions.sun.y() + p.normalZ * conditions.sun.z();
        double above = 0.5 + 0.5 * p.normalY;
        received.clear();
        received.add(conditions.sunlight, Math.max(0, facing) * p.sunlit);
        received.add(conditions.ambient, (above + (1 - above) * GROUND_BOUNCE) * (0.25 + 0.75 * p.open));
    }

    private void receiveLamp(Lamp lamp, double reach, SurfacePoint p, double gloss) {
        double dx = lamp.position().x() - p.x;
        double dy = lamp.position().y() - p.y;
        double dz = lamp.position().z() - p.z;
        double square = dx * dx + dy * dy + dz * dz;
        if (square > reach) {
            return;
        }
        double distance = Math.sqrt(square);
        Vec beam = lamp.beam();
        double share = lamp.share(-(dx * beam.x() + dy * beam.y() + dz * beam.z()) / distance);
        if (share <= 0) {
            return;
        }
        double shade = dy > 1 ? p.open : 1; // lamps overhead are shaded as the sky is
        double arriving = share * shade / (square + 0.25); // finite at the lamp itself
        double cosine = (p.normalX * dx + p.normalY * dy + p.normalZ * dz) / distance;
        received.add(lamp.intensity(), arriving * Math.max(cosine, 0.06)); // leaves and cloth let some through
        if (gloss > 0) {
            mirrored.add(lamp.intensity(), arriving * gloss * lobe(p, dx / distance, dy / distance, dz / distance));
        }
    }

    /** Returns the lobe of the reflection of a lamp in a direction: stretched towards the camera at grazing view, as on wet roads. */
    private static double lobe(SurfacePoint p, double lx, double ly, double lz) {
        double hx = lx - p.viewX;
        double hy = ly - p.viewY;
        double hz = lz - p.viewZ;
        double length = Math.sqrt(hx * hx + hy * hy + hz * hz);
        double cosine = Math.max(0, (p.normalX * hx + p.normalY * hy + p.normalZ * hz) / Math.max(length, 1e-9));
        double power = cosine;
        for (int doubling = 0; doubling < 7; doubling++) {
            power *= power;
        }
        return 3 * power;
    }

    /** Adds the sky in the mirror of the surface, stronger at grazing view (Schlick's approximation of Fresnel's equations). */
    private void mirrorSky(SurfacePoint p, double gloss) {
        double cosine = -(p.viewX * p.normalX + p.viewY * p.normalY + p.viewZ * p.normalZ);
        double x = p.viewX + 2 * cosine * p.normalX;
        double y = p.viewY + 2 * cosine * p.normalY;
        double z = p.viewZ + 2 * cosine * p.normalZ;
        double grazing = 1 - Math.min(Math.max(cosine, 0), 1);
        double square = grazing * grazing;
        double share = gloss * (0.06 + 0.6 * square * square * grazing) * (0.2 + 0.8 * p.open);
        if (y <= 0.03) {
            leaving.add(conditions.ambient, share * GROUND_BOUNCE);
        } else {
            leaving.add(gloss > CLEAR_MIRROR ? sky.radiance(x, y, z) : sky.blurred(y), share);
        }
    }
}
