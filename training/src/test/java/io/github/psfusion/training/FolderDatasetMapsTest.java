// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.PairWindows;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.IndexColors;
import io.github.psfusion.imaging.codec.WriteOptions;
import io.github.psfusion.training.DataSettings.LabelUse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every map of a training sample against the files of a tiny folder: {@code ir/}, {@code vi/} and the maps beside them. */
class FolderDatasetMapsTest {
    private static final int WIDTH = 7;
    private static final int HEIGHT = 5;
    private static final int PIXELS = WIDTH * HEIGHT;

    /** A car (1) in columns 0 and 1, a bike (3) in the lower right corner, one ignored pixel. */
    private static final byte[] CLASSES = levels(
            "1100000", //
            "1100000", "1100000", "0000000", "000x033");

    private static final byte[] OBJECTS = levels(
            "1100000", //
            "1100000", "1100000", "0000000", "0000011");

    private static final byte[] WARM = levels(
            "1100000", //
            "1100000", "1100000", "0000000", "0000000");

    /** One pixel on both sides of each border, corners included; not along the ignored pixel. */
    private static final byte[] CONTOURS = levels(
            "0110000", //
            "0110000", "1110000", "1110111", "0000111");

    @TempDir
    private Path folder;

    private float[][] visible = {};
    private float[] infrared = {};
    private Path infraredFile = Path.of("");
    private Path visibleFile = Path.of("");

    private static byte[] levels(String... rows) {
        byte[] levels = new byte[PIXELS];
        for (int i = 0; i < PIXELS; i++) {
            char level = rows[i / WIDTH].charAt(i % WIDTH);
            levels[i] = (byte) (level == 'x' ? LabelMap.IGNORED : level - '0');
        }
        return levels;
    }

    @BeforeEach
    void writeImages() throws IOException {
        visible = new float[3][PIXELS];
        infrared = new float[PIXELS];
        for (int i = 0; i < PIXELS; i++) {
            visible[0][i] = (10 + i) / 255f;
            visible[1][i] = (90 + 2 * i) / 255f;
            visible[2][i] = (255 - 3 * i) / 255f;
            infrared[i] = (200 - 5 * i) / 255f;
        }
        infraredFile = folder.resolve("ir.png");
        visibleFile = folder.resolve("vi.png");
        ImageFiles.write(infraredFile, Plane.of(WIDTH, HEIGHT, infrared), WriteOptions.png());
        ImageFiles.write(
                visibleFile,
                new ColorImage(
                        Plane.of(WIDTH, HEIGHT, visible[0]),
                        Plane.of(WIDTH, HEIGHT, visible[1]),
                        Plane.of(WIDTH, HEIGHT, visible[2])),
                WriteOptions.png());
    }

    private Optional<Path> write(String name, byte[] levels) throws IOException {
        Path file = folder.resolve(name + ".png");
        ImageFiles.writeLabels(file, LabelMap.of(WIDTH, HEIGHT, levels), IndexColors.gray());
        return Optional.of(file);
    }

    private static FolderDataset open(LabelUse use, PairFiles... pairs) throws IOException {
        return FolderDataset.of(
                List.of(pairs),
                DataSettings.defaults().withLabels(use),
                PairWindows.defaults(),
                DecodeLimits.defaults(),
                () -> {});
    }

    private PairFiles pair(Optional<Path> label, Optional<Path> binary, Optional<Path> boundary, Optional<Path> mask) {
        return new PairFiles("ir", infraredFile, visibleFile, label, binary, boundary, mask);
    }

    private void assertImages(TrainingSample sample) {
        assertThat(sample.visible().red().toArray()).containsExactly(visible[0]);
        assertThat(sample.visible().green().toArray()).containsExactly(visible[1]);
        assertThat(sample.visible().blue().toArray()).containsExactly(visible[2]);
        assertThat(sample.infrared().toArray()).containsExactly(infrared);
        assertThat(sample.name()).isEqualTo(infraredFile.toString());
    }

    @Test
    void mapsThatAreMissingAreDerivedFromTheLabel() throws IOException {
        PairFiles pair = pair(write("label", CLASSES), Optional.empty(), Optional.empty(), Optional.empty());
        TrainingSample sample = open(LabelUse.REQUIRED, pair).sample(0);
        assertImages(sample);
        TrainingSample.Labels labels = sample.labels().orElseThrow();
        assertThat(labels.classes().toArray()).containsExactly(CLASSES);
        assertThat(labels.binary().toArray()).containsExactly(OBJECTS);
        assertThat(labels.boundary().toArray()).containsExactly(CONTOURS);
        assertThat(sample.mask().toArray()).as("warm classes alone").containsExactly(WARM);
    }

    /** Maps of files that contradict the label, so that a derived map cannot take their place unseen. */
    @Test
    void mapsInFilesWin() throws IOException {
        byte[] binary = new byte[PIXELS];
        byte[] boundary = new byte[PIXELS];
        byte[] mask = new byte[PIXELS];
        byte[] expectedBinary = new byte[PIXELS];
        byte[] expectedBoundary = new byte[PIXELS];
        for (int i = 0; i < PIXELS; i++) {
            binary[i] = (byte) new int[] {0, 255, 128, 1, 254}[i % 5];
            expectedBinary[i] = (byte) (i % 5 == 1 ? 1 : 0);
            boundary[i] = (byte) new int[] {128, 0, 255}[i % 3];
            expectedBoundary[i] = (byte) (i % 3 == 2 ? 1 : 0);
            mask[i] = (byte) new int[] {0, 1, 128, 255}[i % 4];
        }
        PairFiles pair = pair(write("label", CLASSES), write("bi", binary), write("bd", boundary), write("mask", mask));
        TrainingSample sample = open(LabelUse.OPTIONAL, pair).sample(0);
        assertImages(sample);
        TrainingSample.Labels labels = sample.labels().orElseThrow();
        assertThat(labels.classes().toArray()).containsExactly(CLASSES);
        assertThat(labels.binary().toArray()).as("255 alone is an object").containsExactly(expectedBinary);
        assertThat(labels.boundary().toArray()).as("255 alone is a contour").containsExactly(expectedBoundary);
        assertThat(sample.mask().toArray()).as("targets wherever above 0").containsExactly(mask);
    }

    @Test
    void maskOfAPairWithoutLabelsIsUsed() throws IOException {
        byte[] mask = levels("0010000", "0090000", "0000000", "0000000", "100000x");
        PairFiles masked = pair(Optional.empty(), Optional.empty(), Optional.empty(), write("mask", mask));
        PairFiles bare = PairFiles.of("ir", infraredFile, visibleFile);
        FolderDataset dataset = open(LabelUse.OPTIONAL, masked, bare);
        assertThat(dataset.labeled()).isZero();
        assertImages(dataset.sample(0));
        assertThat(dataset.sample(0).labels()).isEmpty();
        assertThat(dataset.sample(0).mask().toArray()).containsExactly(mask);
        assertImages(dataset.sample(1));
        assertThat(dataset.sample(1).labels()).isEmpty();
        assertThat(dataset.sample(1).mask().toArray()).containsOnly(0);
    }

    @Test
    void labelsAreNotReadWhereNoneAreWanted() throws IOException {
        PairFiles pair = pair(write("label", CLASSES), Optional.empty(), Optional.empty(), Optional.empty());
        FolderDataset dataset = open(LabelUse.NONE, pair);
        assertThat(dataset.labeled()).isZero();
        assertImages(dataset.sample(0));
        assertThat(dataset.sample(0).labels()).isEmpty();
        assertThat(dataset.sample(0).mask().toArray()).containsOnly(0);
    }

    /** A warm spot of 10 x 10 pixels in a pair of 64 x 64 pixels: estimated only where nothing else gives targets. */
    @Test
    void targetsAreEstimatedOnlyWhereAskedAndNothingElseGivesThem() throws IOException {
        int side = 64;
        float[] samples = new float[side * side];
        for (int i = 0; i < samples.length; i++) {
            boolean warm = i % side >= 30 && i % side < 40 && i / side >= 30 && i / side < 40;
            samples[i] = warm ? 1 : 0.2f;
        }
        Path infrared = folder.resolve("warm.png");
        Path visible = folder.resolve("dark.png");
        ImageFiles.write(infrared, Plane.of(side, side, samples), WriteOptions.png());
        ImageFiles.write(visible, Plane.constant(side, side, 0.1f), WriteOptions.png());
        byte[] bike = new byte[samples.length];
        bike[0] = 3;
        Path label = folder.resolve("bike.png");
        ImageFiles.writeLabels(label, LabelMap.of(side, side, bike), IndexColors.gray());
        byte[] corner = new byte[samples.length];
        corner[corner.length - 1] = 1;
        Path mask = folder.resolve("corner.png");
        ImageFiles.writeLabels(mask, LabelMap.of(side, side, corner), IndexColors.gray());
        Optional<Path> none = Optional.empty();
        List<PairFiles> pairs = List.of(
                PairFiles.of("warm", infrared, visible),
                new PairFiles("warm", infrared, visible, Optional.of(label), none, none, none),
                new PairFiles("warm", infrared, visible, none, none, none, Optional.of(mask)));
        DataSettings without = DataSettings.defaults().withLabels(LabelUse.OPTIONAL);
        DataSettings with = without.withMasks(DataSettings.MissingMasks.SALIENCY);
        FolderDataset off = FolderDataset.of(pairs, without, PairWindows.defaults(), DecodeLimits.defaults(), () -> {});
        FolderDataset on = FolderDataset.of(pairs, with, PairWindows.defaults(), DecodeLimits.defaults(), () -> {});
        assertThat(off.sample(0).mask().toArray()).containsOnly(0);
        LabelMap estimated = on.sample(0).mask();
        assertThat(estimated.at(35, 35)).isEqualTo(1);
        assertThat(estimated.at(10, 35)).isZero();
        assertThat(on.sample(1).mask().toArray())
                .as("a label without warm classes")
                .containsOnly(0);
        assertThat(on.sample(2).mask().toArray()).as("the file").containsExactly(corner);
        FolderDataset unlabeled = FolderDataset.of(
                pairs, with.withLabels(LabelUse.NONE), PairWindows.defaults(), DecodeLimits.defaults(), () -> {});
        assertThat(unlabeled.sample(1).mask().at(35, 35))
                .as("labels that are not used")
                .isEqualTo(1);
    }

    private enum Role {
        VISIBLE,
        LABEL,
        BINARY,
        BOUNDARY,
        MASK
    }

    /** A file of equal width and other height in one place. */
    @ParameterizedTest
    @EnumSource(Role.class)
    void fileOfAnotherHeightIsRefusedBeforeTheTraining(Role role) throws IOException {
        Path other = folder.resolve("other.png");
        ImageFiles.writeLabels(
                other, LabelMap.of(WIDTH, HEIGHT + 1, new byte[WIDTH * (HEIGHT + 1)]), IndexColors.gray());
        Optional<Path> label = role == Role.LABEL ? Optional.of(other) : write("label", CLASSES);
        PairFiles pair = new PairFiles(
                "ir",
                infraredFile,
                role == Role.VISIBLE ? other : visibleFile,
                label,
                role == Role.BINARY ? Optional.of(other) : Optional.empty(),
                role == Role.BOUNDARY ? Optional.of(other) : Optional.empty(),
                role == Role.MASK ? Optional.of(other) : Optional.empty());
        assertThatThrownBy(() -> open(LabelUse.REQUIRED, pair))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(other.toString())
                .hasMessageContaining("7 x 6")
                .hasMessageContaining("7 x 5");
    }
}
