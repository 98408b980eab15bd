// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.datasets.CropGrid.Window;
import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Plane;
import org.junit.jupiter.api.Test;

class CropGridTest {
    @Test
    void aLastWindowCoversTheBorder() {
        assertThat(CropGrid.windows(10, 4, new Reshaping.Crop(4, 4, 4)))
                .containsExactly(new Window(0, 0, 4, 4), new Window(4, 0, 4, 4), new Window(6, 0, 4, 4));
    }

    @Test
    void windowsThatFitExactlyAreNotDoubled() {
        assertThat(CropGrid.windows(8, 6, new Reshaping.Crop(4, 4, 2)))
                .containsExactly(
                        new Window(0, 0, 4, 4),
                        new Window(2, 0, 4, 4),
                        new Window(4, 0, 4, 4),
                        new Window(0, 2, 4, 4),
                        new Window(2, 2, 4, 4),
                        new Window(4, 2, 4, 4));
    }

    @Test
    void smallerImagesAreTakenWhole() {
        assertThat(CropGrid.windows(3, 9, new Reshaping.Crop(4, 5, Integer.MAX_VALUE)))
                .containsExactly(new Window(0, 0, 3, 5), new Window(0, 4, 3, 5));
    }

    @Test
    void aWindowIsCutOutOfEveryPlane() {
        Plane plane = Plane.of(3, 2, new float[] {0, 1, 2, 3, 4, 5});
        Plane cut = Plane.of(2, 1, new float[] {4, 5});
        Window window = new Window(1, 1, 2, 1);

        assertThat(window.cut(plane)).isEqualTo(cut);
        assertThat(window.cut(plane.toColor())).isEqualTo(new ColorImage(cut, cut, cut));
    }
}
