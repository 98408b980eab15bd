// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.imaging.BitDepth;
import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.IntensityWindow;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.PairWindows;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.ImageFormatException;
import io.github.psfusion.imaging.codec.IndexColors;
import io.github.psfusion.imaging.codec.WriteOptions;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.TensorScope;
import io.github.psfusion.training.DataSettings.LabelUse;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Infrared levels of training pairs; the expected samples are computed here, from levels that the test wrote. */
class FolderDatasetTest {
    private static final int WIDTH = 5;
    private static final int HEIGHT = 4;
    private static final int PIXELS = WIDTH * HEIGHT;

    /** 20 levels of 8 bits, from 40 to 116. */
    private static final int[] NARROW = ramp(40, 4);

    /** 20 levels of 8 bits, from 100 to 195. */
    private static final int[] BRIGHT = ramp(100, 5);

    /** 20 levels of 16 bits, from 7000 to 7950. */
    private static final int[] THERMAL = ramp(7000, 50);

    /** 20 levels of 16 bits, from 8000 to 9900. */
    private static final int[] WARMER = ramp(8000, 100);

    @TempDir
    private Path folder;

    private static int[] ramp(int first, int step) {
        return IntStream.range(0, PIXELS).map(i -> first + i * step).toArray();
    }

    private PairFiles pair(String name, int[] levels, BitDepth depth) throws IOException {
        float[] samples = new float[PIXELS];
        for (int i = 0; i < PIXELS; i++) {
            samples[i] = levels[i] / (float) depth.max();
        }
        Path infrared = folder.resolve(name + "-ir.png");
        Path visible = folder.resolve(name + "-vi.png");
        ImageFiles.write(
                infrared, Plane.wrap(WIDTH, HEIGHT, samples), WriteOptions.png().withDepth(depth));
        Plane green = Plane.constant(WIDTH, HEIGHT, 102 / 255f);
        Plane other = Plane.constant(WIDTH, HEIGHT, 51 / 255f);
        ImageFiles.write(visible, new ColorImage(other, green, other), WriteOptions.png());
        return PairFiles.of(name, infrared, visible);
    }

    private static Dataset dataset(String range, PairFiles... pairs) throws IOException {
        return open(LabelUse.NONE, range, pairs);
    }

    private static Dataset open(LabelUse labels, String range, PairFiles... pairs) throws IOException {
        return FolderDataset.of(
                List.of(pairs),
                DataSettings.defaults().withLabels(labels),
                PairWindows.ofInfrared(IntensityWindow.parse(range)),
                DecodeLimits.defaults(),
                () -> {});
    }

    /** The levels between black and white in proportion, those outside clipped. */
    private static void assertSpread(Dataset dataset, int index, int[] levels, BitDepth depth, int black, int white)
            throws IOException {
        float[] expected = new float[PIXELS];
        for (int i = 0; i < PIXELS; i++) {
            float level = levels[i] / (float) depth.max() * depth.max();
            expected[i] = Math.min(Math.max((level - black) / (float) (white - black), 0), 1);
        }
        TrainingSample sample = dataset.sample(index);
        assertThat(sample.infrared().toArray()).containsExactly(expected);
        assertThat(sample.visible().green().at(2, 2)).isEqualTo(102 / 255f);
        assertThat(sample.visible().red().at(2, 2)).isEqualTo(51 / 255f);
    }

    /** Returns the lowest of all levels such that this share of them is not above it. */
    private static int percentile(double percent, int[]... images) {
        int[] sorted =
                Arrays.stream(images).flatMapToInt(Arrays::stream).sorted().toArray();
        int count = (int) Math.ceil(percent * sorted.length / 100);
        return sorted[Math.max(count, 1) - 1];
    }

    @Test
    void eightBitsStayAsTheyAreByDefault() throws IOException {
        Dataset dataset = dataset("auto", pair("a", NARROW, BitDepth.BITS_8), pair("b", BRIGHT, BitDepth.BITS_8));
        assertSpread(dataset, 0, NARROW, BitDepth.BITS_8, 0, 255);
        assertSpread(dataset, 1, BRIGHT, BitDepth.BITS_8, 0, 255);
    }

    @Test
    void minMaxSpreadsEightBitsOverAllImages() throws IOException {
        Dataset dataset = dataset("min-max", pair("a", NARROW, BitDepth.BITS_8), pair("b", BRIGHT, BitDepth.BITS_8));
        assertSpread(dataset, 0, NARROW, BitDepth.BITS_8, 40, 195);
        assertSpread(dataset, 1, BRIGHT, BitDepth.BITS_8, 40, 195);
    }

    @Test
    void percentilesSpreadEightBitsOverAllImages() throws IOException {
        Dataset dataset =
                dataset("percentiles:10,90", pair("a", NARROW, BitDepth.BITS_8), pair("b", BRIGHT, BitDepth.BITS_8));
        int black = percentile(10, NARROW, BRIGHT);
        int white = percentile(90, NARROW, BRIGHT);
        assertSpread(dataset, 0, NARROW, BitDepth.BITS_8, black, white);
        assertSpread(dataset, 1, BRIGHT, BitDepth.BITS_8, black, white);
    }

    @Test
    void fixedLevelsSpreadEightBits() throws IOException {
        Dataset dataset = dataset("50,110", pair("a", NARROW, BitDepth.BITS_8));
        assertSpread(dataset, 0, NARROW, BitDepth.BITS_8, 50, 110);
    }

    @Test
    void sixteenBitsAloneAreSpreadBetweenTheirPercentiles() throws IOException {
        Dataset dataset = dataset("auto", pair("a", THERMAL, BitDepth.BITS_16), pair("b", WARMER, BitDepth.BITS_16));
        assertSpread(dataset, 0, THERMAL, BitDepth.BITS_16, 7000, 9900);
        assertSpread(dataset, 1, WARMER, BitDepth.BITS_16, 7000, 9900);
    }

    @Test
    void sixteenBitsBehindEightBitsAreSpread() throws IOException {
        Dataset dataset = dataset("auto", pair("a", NARROW, BitDepth.BITS_8), pair("b", THERMAL, BitDepth.BITS_16));
        assertSpread(dataset, 0, NARROW, BitDepth.BITS_8, 0, 255);
        assertSpread(dataset, 1, THERMAL, BitDepth.BITS_16, 7000, 7950);
    }

    @Test
    void sixteenBitsBeforeEightBitsAreSpread() throws IOException {
        Dataset dataset = dataset("auto", pair("a", THERMAL, BitDepth.BITS_16), pair("b", NARROW, BitDepth.BITS_8));
        assertSpread(dataset, 0, THERMAL, BitDepth.BITS_16, 7000, 7950);
        assertSpread(dataset, 1, NARROW, BitDepth.BITS_8, 0, 255);
    }

    @Test
    void eachDepthHasItsOwnLevels() throws IOException {
        Dataset dataset = dataset("min-max", pair("a", NARROW, BitDepth.BITS_8), pair("b", THERMAL, BitDepth.BITS_16));
        assertSpread(dataset, 0, NARROW, BitDepth.BITS_8, 40, 116);
        assertSpread(dataset, 1, THERMAL, BitDepth.BITS_16, 7000, 7950);
    }

    @Test
    void constantImagesAreBlack() throws IOException {
        int[] constant = ramp(77, 0);
        Dataset dataset = dataset("min-max", pair("a", constant, BitDepth.BITS_8));
        assertThat(dataset.sample(0).infrared()).isEqualTo(Plane.constant(WIDTH, HEIGHT, 0));
    }

    @Test
    void damagedImageIsReportedBeforeTheTrainingWhereLevelsAreCounted() throws IOException {
        PairFiles good = pair("a", THERMAL, BitDepth.BITS_16);
        PairFiles damaged = pair("b", WARMER, BitDepth.BITS_16);
        byte[] bytes = Files.readAllBytes(damaged.infrared());
        Files.write(damaged.infrared(), Arrays.copyOf(bytes, bytes.length - 40));
        assertThatThrownBy(() -> dataset("auto", good, damaged))
                .isInstanceOf(ImageFormatException.class)
                .hasMessageContaining(damaged.infrared().toString());
    }

    @Test
    void notesOfTheReaderAreLoggedOncePerKind() throws IOException {
        PairFiles first = pair("a", NARROW, BitDepth.BITS_8);
        PairFiles second = pair("b", BRIGHT, BitDepth.BITS_8);
        for (PairFiles pair : List.of(first, second)) {
            BufferedImage transparent = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_ARGB);
            assertThat(ImageIO.write(transparent, "png", pair.visible().toFile()))
                    .isTrue();
        }
        Dataset dataset = dataset("auto", first, second);
        Logger logger = Logger.getLogger(FolderDataset.class.getName());
        List<LogRecord> records = new ArrayList<>();
        Handler collector = new Handler() {
            @Override
            public void publish(LogRecord record) {
                records.add(record);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(collector);
        try {
            for (int index : new int[] {0, 1, 0}) {
                assertThat(dataset.sample(index).visible().red()).isEqualTo(Plane.constant(WIDTH, HEIGHT, 0));
            }
        } finally {
            logger.removeHandler(collector);
        }
        assertThat(records).extracting(LogRecord::getLevel).containsExactly(Level.WARNING, Level.WARNING);
        assertThat(records)
                .extracting(record -> new SimpleFormatter().formatMessage(record))
                .containsExactly(
                        "a: a-vi.png: alpha dropped. The same warning on further pairs is not reported.",
                        "a: the visible image has one level only. The same warning on further pairs is not reported.");
    }

    @Test
    void mapsAreReadAsTheirFilesSayAndDerivedWhereTheyAreMissing() throws IOException {
        PairFiles images = pair("a", NARROW, BitDepth.BITS_8);
        byte[] classes = new byte[PIXELS];
        byte[] contours = new byte[PIXELS];
        byte[] targets = new byte[PIXELS];
        classes[7] = 2;
        classes[8] = (byte) LabelMap.IGNORED;
        contours[3] = (byte) 255;
        contours[4] = (byte) 254;
        targets[9] = 1;
        Path label = write("label.png", classes);
        Path boundary = write("boundary.png", contours);
        Path mask = write("mask.png", targets);
        PairFiles pair = new PairFiles(
                "a",
                images.infrared(),
                images.visible(),
                Optional.of(label),
                Optional.empty(),
                Optional.of(boundary),
                Optional.of(mask));
        TrainingSample sample = open(LabelUse.REQUIRED, "min-max", pair).sample(0);
        TrainingSample.Labels labels = sample.labels().orElseThrow();
        byte[] binary = new byte[PIXELS];
        binary[7] = 1;
        byte[] expectedContours = new byte[PIXELS];
        expectedContours[3] = 1;
        assertThat(labels.classes().toArray()).containsExactly(classes);
        assertThat(labels.binary().toArray()).containsExactly(binary);
        assertThat(labels.boundary().toArray()).containsExactly(expectedContours);
        assertThat(sample.mask().toArray()).containsExactly(targets);
        assertThat(sample.infrared().at(0, 0)).isZero();
        assertThat(sample.infrared().at(WIDTH - 1, HEIGHT - 1)).isEqualTo(1);
    }

    private Path write(String name, byte[] values) throws IOException {
        Path file = folder.resolve(name);
        ImageFiles.writeLabels(file, LabelMap.of(WIDTH, HEIGHT, values), IndexColors.gray());
        return file;
    }

    @Test
    void cropsOfABatchHoldTheNormalizedLevels() throws IOException {
        Dataset dataset = dataset("min-max", pair("a", NARROW, BitDepth.BITS_8), pair("b", THERMAL, BitDepth.BITS_16));
        try (Backend backend = Backends.open(BackendOptions.defaults());
                TensorScope scope = backend.openScope()) {
            ImageBatch images = new ImageBatch(2, 2, 3);
            images.add(
                    dataset.sample(0),
                    new Augmentation(Augmentation.Flip.NONE, Augmentation.Rotation.NONE, 1, 1, 3, 2));
            images.add(
                    dataset.sample(1),
                    new Augmentation(Augmentation.Flip.NONE, Augmentation.Rotation.NONE, 2, 2, 3, 2));
            float[] crops = images.on(backend, DataType.FLOAT32).infrared().toFloats();
            float[] expected = new float[12];
            for (int y = 0; y < 2; y++) {
                for (int x = 0; x < 3; x++) {
                    expected[y * 3 + x] = (NARROW[(y + 1) * WIDTH + x + 1] - 40) / 76f;
                    expected[6 + y * 3 + x] = (THERMAL[(y + 2) * WIDTH + x + 2] - 7000) / 950f;
                }
            }
            assertThat(crops).containsExactly(expected, within(1e-6f));
        }
    }
}
