// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.datasets.PairFinder;
import io.github.psfusion.datasets.Progress;
import io.github.psfusion.datasets.Split;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.ImageFiles;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The maps that are written beside the labels of a scene, pixel by pixel, against the rules of the data guide. */
class SceneMapsTest {
    @TempDir
    private Path root;

    @Test
    void mapsFollowFromTheLabels() throws IOException {
        SceneWriter.write(root, SceneSettings.defaults().withSize(96, 64), 7, 3, Progress.NONE);
        DecodeLimits limits = DecodeLimits.defaults();
        int contours = 0;
        int warm = 0;
        int objects = 0;
        for (PairFiles files : PairFinder.in(root, Split.TRAIN).pairs()) {
            LabelMap label = ImageFiles.readLabels(files.label().orElseThrow(), limits);
            LabelMap binary = ImageFiles.readLabels(files.binary().orElseThrow(), limits);
            LabelMap boundary = ImageFiles.readLabels(files.boundary().orElseThrow(), limits);
            LabelMap mask = ImageFiles.readLabels(files.mask().orElseThrow(), limits);
            for (int y = 0; y < label.height(); y++) {
                for (int x = 0; x < label.width(); x++) {
                    int own = label.at(x, y);
                    boolean contour = false;
                    for (int row = Math.max(y - 1, 0); row <= Math.min(y + 1, label.height() - 1); row++) {
                        for (int column = Math.max(x - 1, 0); column <= Math.min(x + 1, label.width() - 1); column++) {
                            contour |= label.at(column, row) != own;
                        }
                    }
                    assertThat(binary.at(x, y)).as("object").isEqualTo(own == 0 ? 0 : 255);
                    assertThat(boundary.at(x, y)).as("contour").isEqualTo(contour ? 255 : 0);
                    assertThat(mask.at(x, y)).as("car or person").isEqualTo(own == 1 || own == 2 ? 255 : 0);
                    objects += own == 0 ? 0 : 1;
                    contours += contour ? 1 : 0;
                    warm += own == 1 || own == 2 ? 1 : 0;
                }
            }
        }
        assertThat(contours).isGreaterThan(100);
        assertThat(warm).isPositive().isLessThan(objects);
    }
}
