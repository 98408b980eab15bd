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
