// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.psfusion.datasets.LabelDerivation;
import io.github.psfusion.datasets.synthetic.SceneSettings.Hours;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.Plane;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SceneGeneratorTest {
    private static final SceneSettings SMALL = SceneSettings.defaults().withSize(128, 96);
    private static final int PERSON = 2;

    @Test
    void sameSeedAndIndexGiveTheSameScene() {
        Scene first = SceneGenerator.scene(SMALL, 5, 3);
        Scene second = SceneGenerator.scene(SMALL, 5, 3);

        assertThat(second).isEqualTo(first);
    }

    /** The sums were computed once and must come out on every machine; they change when the drawing is changed on purpose. */
    @ParameterizedTest
    @CsvSource({"0, -4397311245278589496, -1773328263", "1, 168065400896760021, -436058895"})
    void bytesAreThoseOfEveryOtherMachine(int index, long images, int label) {
        Scene scene = SceneGenerator.scene(SMALL, 1, index);

        long sum = 17;
        for (Plane plane : new Plane[] {
            scene.visible().red(), scene.visible().green(), scene.visible().blue(), scene.infrared()
        }) {
            for (float sample : plane.toArray()) {
                sum = 31 * sum + Math.round(255 * sample);
            }
        }
        assertThat(sum).isEqualTo(images);
        assertThat(scene.label().hashCode()).isEqualTo(label);
    }

    @Test
    void otherSeedsAndIndicesGiveOtherScenes() {
        Scene scene = SceneGenerator.scene(SMALL, 1, 0);

        assertThat(SceneGenerator.scene(SMALL, 2, 0).visible()).isNotEqualTo(scene.visible());
        assertThat(SceneGenerator.scene(SMALL, 1, 2).visible()).isNotEqualTo(scene.visible());
    }

    @Test
    void dayAndNightAlternateAndNameTheScenes() {
        assertThat(SceneGenerator.scene(SMALL, 1, 0).name()).isEqualTo("00001D");
        assertThat(SceneGenerator.scene(SMALL, 1, 11).name()).isEqualTo("00012N");
        assertThat(SceneGenerator.scene(SMALL.withHours(Hours.NIGHT), 1, 0).name())
                .isEqualTo("00001N");
        assertThat(SceneGenerator.scene(SMALL.withHours(Hours.DAY), 1, 1).name())
                .isEqualTo("00002D");
    }

    @ParameterizedTest
    @CsvSource({"333, 201", "16, 16", "16, 300", "300, 16", "97, 128"})
    void anySizeIsDrawn(int width, int height) {
        Scene scene = SceneGenerator.scene(SceneSettings.defaults().withSize(width, height), 1, 1);

        assertThat(scene.visible().width()).isEqualTo(width);
        assertThat(scene.visible().height()).isEqualTo(height);
        assertThat(scene.infrared().width()).isEqualTo(width);
        assertThat(scene.infrared().height()).isEqualTo(height);
        assertThat(scene.label().width()).isEqualTo(width);
        assertThat(scene.label().height()).isEqualTo(height);
    }

    @Test
    void samplesAreLevelsOfEightBits() {
        Scene scene = SceneGenerator.scene(SMALL, 9, 1);

        Set<Float> levels = new TreeSet<>();
        for (Plane plane : new Plane[] {
            scene.visible().red(), scene.visible().green(), scene.visible().blue(), scene.infrared()
        }) {
            for (float sample : plane.toArray()) {
                levels.add(sample);
            }
        }

        assertThat(levels)
                .allSatisfy(sample -> assertThat(Math.round(sample * 255) / 255f)
                        .isBetween(0f, 1f)
                        .isEqualTo(sample));
    }

    @Test
    void negativeIndexIsRefused() {
        assertThatThrownBy(() -> SceneGenerator.scene(SMALL, 1, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("index -1");
    }

    @Test
    @Tag("slow")
    void allNineClassesAreInTheFirstTwentyScenes() {
        Set<Integer> found = new TreeSet<>();
        for (int index = 0; index < 20; index++) {
            for (byte c : SceneGenerator.scene(SMALL, 3, index).label().toArray()) {
                found.add((int) c);
            }
        }

        assertThat(found).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8);
    }

    @Test
    @Tag("slow")
    void peopleAreBrighterThanTheirSurroundingsInInfraredAtNight() {
        SceneSettings night = SceneSettings.defaults()
                .withSize(320, 240)
                .withHours(Hours.NIGHT)
                .withTraffic(2);
        for (int index = 0; index < 3; index++) {
            Scene scene = SceneGenerator.scene(night, 4, index);

            LabelMap people = LabelDerivation.mask(scene.label(), Set.of(PERSON));
            LabelMap near = LabelDerivation.boundary(people, 5);
            double onPeople = mean(scene.infrared(), people, near, 1);
            double around = mean(scene.infrared(), people, near, 0);
            assertThat(onPeople).as(scene.name()).isGreaterThan(around + 0.15);
        }
    }

    /** Returns the mean over the pixels of the band along the contours of people, inside (1) or outside (0) of them. */
    private static double mean(Plane plane, LabelMap people, LabelMap band, int side) {
        double sum = 0;
        int count = 0;
        for (int y = 0; y < plane.height(); y++) {
            for (int x = 0; x < plane.width(); x++) {
                if (band.at(x, y) == 1 && people.at(x, y) == side) {
                    sum += plane.at(x, y);
                    count++;
                }
            }
        }
        return sum / count;
    }

    @Test
    @Tag("slow")
    void contoursOfLabelsLieOnEdgesOfBothImages() {
        SceneSettings clean = SceneSettings.defaults().withSize(320, 240).withNoise(0);
        Scene day = SceneGenerator.scene(clean, 6, 0);
        Scene night = SceneGenerator.scene(clean, 6, 1);

        assertRegistered(day.label(), day.visible().luminance());
        assertRegistered(night.label(), night.infrared());
    }

    /** Contours moved by a few pixels must meet weaker edges than where they are. */
    private static void assertRegistered(LabelMap label, Plane image) {
        double here = edgesAlongContours(label, image, 0, 0);
        for (int[] shift : new int[][] {{3, 0}, {-3, 0}, {0, 3}, {0, -3}}) {
            assertThat(here)
                    .as("shift by %d, %d", shift[0], shift[1])
                    .isGreaterThan(1.3 * edgesAlongContours(label, image, shift[0], shift[1]));
        }
    }

    private static double edgesAlongContours(LabelMap label, Plane image, int dx, int dy) {
        double sum = 0;
        int count = 0;
        for (int y = 4; y < label.height() - 4; y++) {
            for (int x = 4; x < label.width() - 4; x++) {
                if (label.at(x, y) != label.at(x + 1, y)) {
                    sum += Math.abs(image.at(x + dx + 1, y + dy) - image.at(x + dx, y + dy));
                    count++;
                }
                if (label.at(x, y) != label.at(x, y + 1)) {
                    sum += Math.abs(image.at(x + dx, y + dy + 1) - image.at(x + dx, y + dy));
                    count++;
                }
            }
        }
        return sum / count;
    }

    /** The mean levels of MSRS: visible 42 to 137 by day and 10 to 67 at night, infrared 5 to 81. */
    @Test
    @Tag("slow")
    void meanLevelsAreThoseOfMsrs() {
        for (int index = 0; index < 16; index++) {
            Scene scene = SceneGenerator.scene(SMALL, 8, index);

            double visible = 255 * mean(scene.visible().luminance());
            double infrared = 255 * mean(scene.infrared());
            boolean night = scene.name().endsWith("N");
            assertThat(visible).as(scene.name()).isBetween(night ? 10.0 : 42.0, night ? 67.0 : 137.0);
            assertThat(infrared).as(scene.name()).isBetween(5.0, 81.0);
        }
    }

    private static double mean(Plane plane) {
        double sum = 0;
        for (float sample : plane.toArray()) {
            sum += sample;
        }
        return sum / (plane.width() * plane.height());
    }
}
