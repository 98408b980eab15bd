// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.imaging.Plane;
import io.github.psfusion.registration.PartMatch.Parts;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PartMatchTest {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 240;

    @Test
    void partsOfOneSceneAgreeWithTheRightMapOnly() {
        PartMatch match = new PartMatch(
                level(TestScenes.visible(2)), level(TestScenes.infrared(2, Homography.shift(-5, 3), WIDTH, HEIGHT)));

        Parts right = match.of(Homography.shift(5, -3));
        Parts near = match.of(Homography.shift(6, -2));
        Parts wrong = match.of(Homography.shift(12, 4));

        assertThat(right.agreeing()).isGreaterThan(right.asked() / 2);
        assertThat(near.agreeing()).isGreaterThan(near.asked() / 2);
        assertThat(wrong.agreeing()).isLessThan(wrong.asked() / 10);
    }

    @Test
    void partsOfDifferentScenesDisagree() {
        PartMatch match = new PartMatch(
                level(TestScenes.visible(7)), level(TestScenes.infrared(6, Homography.IDENTITY, WIDTH, HEIGHT)));

        Parts parts = match.of(Homography.IDENTITY);

        assertThat(parts.asked()).isGreaterThan(100);
        assertThat(parts.agreeing()).isLessThan(parts.asked() / 10);
    }

    @Test
    void oneHalfThatMovedDisagreesByItself() {
        SourceImage image = TestScenes.visible(3);
        float[] still = image.plane().toArray();
        float[] moved = still.clone();
        for (int y = 0; y < HEIGHT; y++) {
            // The right half shows what is 7 pixels further right.
            System.arraycopy(still, y * WIDTH + WIDTH / 2 + 7, moved, y * WIDTH + WIDTH / 2, WIDTH / 2 - 7);
        }
        PartMatch match = new PartMatch(level(image), level(SourceImage.of(Plane.wrap(WIDTH, HEIGHT, moved))));

        Parts parts = match.of(Homography.IDENTITY);

        assertThat((double) parts.agreeing() / parts.asked()).isBetween(0.35, 0.65);
    }

    @Test
    void flatPartsAreNotAsked() {
        SourceImage image = TestScenes.visible(3);
        float[] half = image.plane().toArray();
        for (int y = 0; y < HEIGHT; y++) {
            Arrays.fill(half, y * WIDTH, y * WIDTH + WIDTH / 2, 0.5f);
        }
        SourceImage flat = SourceImage.of(Plane.wrap(WIDTH, HEIGHT, half));
        int all = new PartMatch(level(image), level(image))
                .of(Homography.IDENTITY)
                .asked();

        Parts ofFlat = new PartMatch(level(flat), level(flat)).of(Homography.IDENTITY);

        assertThat(ofFlat.asked()).isBetween(all / 3, 2 * all / 3);
        assertThat(ofFlat.agreeing()).isEqualTo(ofFlat.asked());
    }

    @Test
    void imagesSmallerThanAPartHaveNone() {
        for (int side : new int[] {24, 31, 32, 33}) {
            SourceImage image = SourceImage.of(Plane.wrap(side, 40, new float[40 * side]));

            Parts parts = new PartMatch(level(image), level(image)).of(Homography.IDENTITY);

            assertThat(parts).isEqualTo(new Parts(0, 0));
        }
    }

    private static Level level(SourceImage image) {
        return Level.of(image.plane(), image.area(), 1);
    }
}
