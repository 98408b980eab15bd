// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.synthetic;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Draws street scenes as an infrared and a visible camera at one position would record them, with the class of each pixel.
 *
 * <p>A scene depends on the seed, its index and the settings alone; the same three give the same samples on every machine. The
 * size changes how finely a scene is drawn, not what is in it. About half a second per scene of 640 x 480 pixels.
 */
public final class SceneGenerator {
    private SceneGenerator() {}

    /**
     * Draws one scene of a set. Each of the eight named classes is featured, near the camera, in every eighth scene at least;
     * after sixteen scenes each has been featured by day and at night.
     *
     * @param seed names the set
     * @param index number of the scene in the set, from 0
     * @return the scene; its images have the size of the settings
     * @throws IllegalArgumentException if the index is negative
     */
    public static Scene scene(SceneSettings settings, long seed, int index) {
        Objects.requireNonNull(settings, "settings");
        if (index < 0) {
            throw new IllegalArgumentException("index " + index + " of a scene, must be at least 0");
        }
        boolean night = settings.isNight(index);
        Chance chance = Chance.of(seed, index);
        SceneComposer composer = new SceneComposer(new Conditions(chance.fork(), night), settings.traffic(), chance);
        composer.compose(featured(index));
        Renderer.Shot shot =
                Renderer.shoot(composer.world(), composer.viewpoint(), settings.width(), settings.height());
        Conditions conditions = composer.world().conditions;
        return new Scene(
                name(settings, index),
                new VisibleCamera(conditions, settings.noise()).develop(shot.exposure(), chance.fork()),
                new InfraredCamera(settings.noise()).develop(shot.exposure(), chance.fork()),
                shot.labels());
    }

    /** Wider than the infrared image, so that its distorted corners are drawn, too. */
    private static final double FRAME = 1.25;
    /** Pixels of the frame for one of the infrared image. */
    private static final double FINER = 1.5;

    /**
     * Draws one scene of a set as two cameras record it: the scene of {@link #scene}, seen from the same place through other lenses.
     *
     * @param rig the cameras; the size of the settings does not count
     * @throws IllegalArgumentException if the index is negative
     */
    public static RigScene scene(SceneSettings settings, CameraRig rig, long seed, int index) {
        if (index < 0) {
            throw new IllegalArgumentException("index " + index + " of a scene, must be at least 0");
        }
        boolean night = settings.isNight(index);
        Chance chance = Chance.of(seed, index);
        SceneComposer composer = new SceneComposer(new Conditions(chance.fork(), night), settings.traffic(), chance);
        composer.compose(featured(index));
        World world = composer.world();
        Viewpoint place = composer.viewpoint();
        Renderer.Shot visible = Renderer.shoot(
                world,
                rig.visibleCamera(place),
                rig.visible().width(),
                rig.visible().height());
        int width = (int) Math.ceil(rig.infrared().width() * FRAME * FINER);
        int height = (int) Math.ceil(rig.infrared().height() * FRAME * FINER);
        Exposure wide = Renderer.shoot(world, rig.infraredCamera(place, width, height, FINER), width, height)
                .exposure();
        return new RigScene(
                name(settings, index),
                new VisibleCamera(world.conditions, settings.noise()).develop(visible.exposure(), chance.fork()),
                new InfraredCamera(settings.noise()).develop(distorted(wide, rig), chance.fork()),
                visible.labels(),
                visible.distance());
    }

    /** Returns the temperatures that the infrared lens brings to each of its pixels. */
    private static Exposure distorted(Exposure wide, CameraRig rig) {
        Exposure exposure = new Exposure(rig.infrared().width(), rig.infrared().height());
        for (int i = 0; i < exposure.temperature.length; i++) {
            double dx = i % exposure.width - rig.centerX();
            double dy = Math.floorDiv(i, exposure.width) - rig.centerY();
            double factor = rig.undistortion(dx, dy) * FINER;
            double x = Math.min(Math.max((wide.width - 1) / 2.0 + dx * factor, 0), wide.width - 1.001);
            double y = Math.min(Math.max((wide.height - 1) / 2.0 + dy * factor, 0), wide.height - 1.001);
            int column = (int) x;
            int row = (int) y;
            double right = x - column;
            double down = y - row;
            float[] t = wide.temperature;
            int at = row * wide.width + column;
            exposure.temperature[i] = (float) ((1 - down) * ((1 - right) * t[at] + right * t[at + 1])
                    + down * ((1 - right) * t[at + wide.width] + right * t[at + wide.width + 1]));
        }
        return exposure;
    }

    /** Returns the name of a scene without drawing it. */
    static String name(SceneSettings settings, int index) {
        return String.format(Locale.ROOT, "%05d%s", index + 1, settings.isNight(index) ? "N" : "D");
    }

    /** Returns the class that a scene surely shows; shifted by one every eight scenes, so that day and night change places. */
    private static ObjectClass featured(int index) {
        List<ObjectClass> all = List.of(ObjectClass.values());
        int named = all.size() - 1;
        return all.get(1 + (index + index / named) % named);
    }
}
