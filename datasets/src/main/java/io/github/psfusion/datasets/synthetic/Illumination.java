// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.synthetic;

/** The visible light that leaves a surface towards the camera: sun, sky, lamps, mirrored sky, haze. */
final class Illumination {
    /** Light that the ground throws back up, as a share of the light of the sky. */
    private static final double GROUND_BOUNCE = 0.22;
    /** Gloss above which a surface mirrors the outlines of clouds. */
    private static final double CLEAR_MIRROR = 0.3;

    private final Conditions conditions;
    private final Sky sky;
    private final Lamp[] lamps;
    private final double[] reachSquared;

    Illumination(World world) {
        conditions = world.conditions;
        sky = new Sky(conditions);
        lamps = world.lamps.toArray(new Lamp[0]);
        reachSquared = new double[lamps.length];
        for (int i = 0; i < lamps.length; i++) {
            reachSquared[i] = lamps[i].reachSquared();
        }
    }

    /** Adds a quarter of the sky's radiance (four samples make a pixel) to red, green, blue. */
    void addSky(SurfacePoint view, float[] light) {
        Colour seen = sky.radiance(view.viewX, view.viewY, view.viewZ);
        light[0] += (float) seen.red() / Renderer.SAMPLES;
        light[1] += (float) seen.green() / Renderer.SAMPLES;
        light[2] += (float) seen.blue() / Renderer.SAMPLES;
    }

    /** Adds a quarter of the radiance of a surface point to red, green, blue. */
    void addSurface(SurfacePoint p, float[] light) {
        Surface surface = p.triangle.surface;
        double facing =
                p.normalX * conditions.sun.x() + p.normalY * conditions.sun.y() + p.normalZ * conditions.sun.z();
        double sun = Math.max(0, facing) * p.sunlit;
        double above = 0.5 + 0.5 * p.normalY;
        double around = (above + (1 - above) * GROUND_BOUNCE) * (0.25 + 0.75 * p.open);
        double red = conditions.sunlight.red() * sun + conditions.ambient.red() * around;
        double green = conditions.sunlight.green() * sun + conditions.ambient.green() * around;
        double blue = conditions.sunlight.blue() * sun + conditions.ambient.blue() * around;
        double wet = p.normalY > 0.9 ? conditions.wetness : 0;
        double gloss = Math.max(surface.gloss(), 0.75 * wet);
        double shineRed = 0;
        double shineGreen = 0;
        double shineBlue = 0;
        for (int i = 0; i < lamps.length; i++) {
            Lamp lamp = lamps[i];
            double dx = lamp.position().x() - p.x;
            double dy = lamp.position().y() - p.y;
            double dz = lamp.position().z() - p.z;
            double square = dx * dx + dy * dy + dz * dz;
            if (square > reachSquared[i]) {
                continue;
            }
            double distance = Math.sqrt(square);
            double share = lamp.share(-(dx * lamp.beam().x()
                            + dy * lamp.beam().y()
                            + dz * lamp.beam().z())
                    / distance);
            double cosine = (p.normalX * dx + p.normalY * dy + p.normalZ * dz) / distance;
            double shade = dy > 1 ? p.open : 1; // lamps overhead are shaded as the sky is
            // Leaves and cloth pass some light on from behind; half a metre keeps the nearest surface finite.
            double received = share * shade * Math.max(cosine, 0.06) / (square + 0.25);
            red += lamp.intensity().red() * received;
            green += lamp.intensity().green() * received;
            blue += lamp.intensity().blue() * received;
            if (gloss > 0 && share > 0) {
                double shine = gloss
                        * share
                        * shade
                        * mirrored(p, dx / distance, dy / distance, dz / distance)
                        / (square + 0.25);
                shineRed += lamp.intensity().red() * shine;
                shineGreen += lamp.intensity().green() * shine;
                shineBlue += lamp.intensity().blue() * shine;
            }
        }
        double dampness = 1 - 0.45 * wet; // wet ground is darker
        double texture = p.texture * dampness;
        red = red * surface.reflectance().red() * texture + surface.emission().red() + shineRed;
        green = green * surface.reflectance().green() * texture
                + surface.emission().green()
                + shineGreen;
        blue = blue * surface.reflectance().blue() * texture
                + surface.emission().blue()
                + shineBlue;
        if (gloss > 0) {
            Colour mirror = mirroredSky(p, gloss);
            red += mirror.red();
            green += mirror.green();
            blue += mirror.blue();
        }
        double haze = 1 - Decay.of(p.distance / conditions.visibility);
        Colour air = conditions.horizon;
        light[0] += (float) (red + (air.red() * 0.85 - red) * haze) / Renderer.SAMPLES;
        light[1] += (float) (green + (air.green() * 0.85 - green) * haze) / Renderer.SAMPLES;
        light[2] += (float) (blue + (air.blue() * 0.85 - blue) * haze) / Renderer.SAMPLES;
    }

    /** Returns the lobe of the reflection of a lamp in a direction: stretched towards the camera at grazing view, as on wet roads. */
    private static double mirrored(SurfacePoint p, double lx, double ly, double lz) {
        double hx = lx - p.viewX;
        double hy = ly - p.viewY;
        double hz = lz - p.viewZ;
        double length = Math.sqrt(hx * hx + hy * hy + hz * hz);
        double cosine = Math.max(0, (p.normalX * hx + p.normalY * hy + p.normalZ * hz) / Math.max(length, 1e-9));
        double lobe = cosine * cosine;
        lobe *= lobe;
        lobe *= lobe;
        lobe *= lobe;
        lobe *= lobe;
        lobe *= lobe;
        return 3 * lobe * lobe;
    }

    /** Returns the sky in the mirror of the surface, stronger at grazing view (Schlick's approximation of Fresnel's equations). */
    private Colour mirroredSky(SurfacePoint p, double gloss) {
        double cosine = -(p.viewX * p.normalX + p.viewY * p.normalY + p.viewZ * p.normalZ);
        double x = p.viewX + 2 * cosine * p.normalX;
        double y = p.viewY + 2 * cosine * p.normalY;
        double z = p.viewZ + 2 * cosine * p.normalZ;
        double grazing = 1 - Math.min(Math.max(cosine, 0), 1);
        double square = grazing * grazing;
        double share = gloss * (0.06 + 0.6 * square * square * grazing) * (0.2 + 0.8 * p.open);
        if (y > 0.03) {
            Colour mirrored = gloss > CLEAR_MIRROR ? sky.radiance(x, y, z) : sky.blurred(y);
            return mirrored.times(share);
        }
        return conditions.ambient.times(share * GROUND_BOUNCE);
    }
}
