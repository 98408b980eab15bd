// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import io.github.psfusion.datasets.LabelDerivation;
import io.github.psfusion.datasets.synthetic.Scene;
import io.github.psfusion.datasets.synthetic.SceneGenerator;
import io.github.psfusion.datasets.synthetic.SceneSettings;
import io.github.psfusion.imaging.LabelMap;
import java.util.Optional;

/**
 * Training pairs that are drawn when they are wanted: nothing to download, nothing on disk. All nine classes of MSRS.
 *
 * @param settings of the scenes
 * @param size number of scenes, at least 1
 * @param seed repeats the same scenes
 * @param first index of the first scene; other scenes for training than for validation
 */
public record SyntheticDataset(SceneSettings settings, int size, long seed, int first) implements Dataset {
    /** By how much scenes are smaller in which classes are counted. */
    private static final int COUNTING_SCALE = 4;

    private static final int LEAST_SIDE = 64;

    /** Checks the number. */
    public SyntheticDataset {
        if (size < 1 || first < 0) {
            throw new IllegalArgumentException(
                    "the number of scenes must be at least 1, not " + size + ", the first at least 0, not " + first);
        }
    }

    @Override
    public String name(int index) {
        return "synthetic scene " + (first + index) + " of seed " + seed;
    }

    @Override
    public TrainingSample sample(int index) {
        Scene scene = SceneGenerator.scene(settings, seed, first + index);
        var labels = new TrainingSample.Labels(
                scene.label(),
                LabelDerivation.binary(scene.label()),
                LabelDerivation.boundary(scene.label(), LabelDerivation.BOUNDARY_RADIUS));
        return new TrainingSample(
                name(index),
                scene.visible(),
                scene.infrared(),
                Optional.of(labels),
                LabelDerivation.mask(scene.label(), LabelDerivation.WARM_CLASSES));
    }

    /** Returns the classes in a scene of a quarter of the width and height, where that is possible. */
    @Override
    public Optional<LabelMap> classes(int index) {
        SceneSettings small =
                settings.width() / COUNTING_SCALE < LEAST_SIDE || settings.height() / COUNTING_SCALE < LEAST_SIDE
                        ? settings
                        : settings.withSize(settings.width() / COUNTING_SCALE, settings.height() / COUNTING_SCALE);
        return Optional.of(SceneGenerator.scene(small, seed, first + index).label());
    }

    @Override
    public String identity() {
        return size + " synthetic scenes of " + settings.width() + "x" + settings.height() + " from number " + first
                + ", seed " + seed;
    }
}
