// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import io.github.psfusion.training.Augmentation.Flip;
import io.github.psfusion.training.Augmentation.Rotation;
import io.github.psfusion.training.photometric.Gamma;
import io.github.psfusion.training.photometric.Inversion;
import io.github.psfusion.training.photometric.PhotometricAugmentation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every value of a batch on the backend, against the maps of known pairs that the test crops, flips and rotates itself. */
class ImageBatchTest {
    private static final int WIDTH = 4;
    private static final int HEIGHT = 3;
    private static final int PIXELS = WIDTH * HEIGHT;

    /** The maps of a pair in the order of {@link #value}. */
    private static final int RED = 0;

    private static final int GREEN = 1;
    private static final int BLUE = 2;
    private static final int INFRARED = 3;
    private static final int MASK = 4;
    private static final int CLASSES = 5;
    private static final int BINARY = 6;
    private static final int BOUNDARY = 7;

    /** Returns what a map holds at a pixel; no two maps, of one pair or of two, are alike. */
    private static int value(int pair, int map, int x, int y) {
        int pixel = y * WIDTH + x;
        return switch (map) {
            case RED, GREEN, BLUE, INFRARED -> 100 * pair + 12 * map + pixel;
            case MASK -> (pixel + pair) % 5 == 0 ? 1 + pixel : 0;
            case CLASSES -> pixel == 3 ? LabelMap.IGNORED : (pixel + pair) % 9;
            case BINARY -> (pixel + pair) % 3 == 0 ? 1 : 0;
            case BOUNDARY -> (pixel + pair) % 4 == 1 ? 1 : 0;
            default -> throw new IllegalArgumentException("map " + map);
        };
    }

    private static Plane plane(int pair, int map) {
        float[] samples = new float[PIXELS];
        for (int i = 0; i < PIXELS; i++) {
            samples[i] = value(pair, map, i % WIDTH, i / WIDTH) / 255f;
        }
        return Plane.wrap(WIDTH, HEIGHT, samples);
    }

    private static LabelMap labels(int pair, int map) {
        byte[] values = new byte[PIXELS];
        for (int i = 0; i < PIXELS; i++) {
            values[i] = (byte) value(pair, map, i % WIDTH, i / WIDTH);
        }
        return LabelMap.of(WIDTH, HEIGHT, values);
    }

    private static TrainingSample sample(int pair, boolean labeled) {
        return new TrainingSample(
                "pair " + pair,
                new ColorImage(plane(pair, RED), plane(pair, GREEN), plane(pair, BLUE)),
                plane(pair, INFRARED),
                labeled
                        ? Optional.of(new TrainingSample.Labels(
                                labels(pair, CLASSES), labels(pair, BINARY), labels(pair, BOUNDARY)))
                        : Optional.empty(),
                labels(pair, MASK));
    }

    /** The columns and rows of the pixels of a crop, found with loops over whole images. */
    private static final class Origins {
        private final int[][] columns;
        private final int[][] rows;

        Origins(int[][] columns, int[][] rows) {
            this.columns = columns;
            this.rows = rows;
        }

        static Origins untouched() {
            int[][] columns = new int[HEIGHT][WIDTH];
            int[][] rows = new int[HEIGHT][WIDTH];
            for (int y = 0; y < HEIGHT; y++) {
                for (int x = 0; x < WIDTH; x++) {
                    columns[y][x] = x;
                    rows[y][x] = y;
                }
            }
            return new Origins(columns, rows);
        }

        Origins flipped(Flip flip) {
            return switch (flip) {
                case NONE -> this;
                case ROWS -> new Origins(reversed(columns), reversed(rows));
                case COLUMNS ->
                    new Origins(transposed(reversed(transposed(columns))), transposed(reversed(transposed(rows))));
            };
        }

        Origins rotated(Rotation rotation) {
            Origins result = this;
            for (int quarter = 0;
                    quarter < List.of(Rotation.values()).indexOf(rotation);
                    quarter++) { // each counter-clockwise
                result = new Origins(reversed(transposed(result.columns)), reversed(transposed(result.rows)));
            }
            return result;
        }

        private static int[][] reversed(int[][] matrix) {
            int[][] result = new int[matrix.length][];
            for (int y = 0; y < matrix.length; y++) {
                result[y] = matrix[matrix.length - 1 - y];
            }
            return result;
        }

        private static int[][] transposed(int[][] matrix) {
            int[][] result = new int[matrix[0].length][matrix.length];
            for (int y = 0; y < matrix.length; y++) {
                for (int x = 0; x < matrix[0].length; x++) {
                    result[x][y] = matrix[y][x];
                }
            }
            return result;
        }

        float[] floats(int pair, int map, int left, int top, int width, int height, float scale) {
            float[] values = new float[width * height];
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    values[y * width + x] =
                            value(pair, map, columns[top + y][left + x], rows[top + y][left + x]) / scale;
                }
            }
            return values;
        }
    }

    private static void assertHolds(Tensor tensor, Shape shape, float[]... parts) {
        float[] expected = new float[parts.length * parts[0].length];
        for (int i = 0; i < parts.length; i++) {
            System.arraycopy(parts[i], 0, expected, i * parts[0].length, parts[0].length);
        }
        assertThat(tensor.shape()).isEqualTo(shape);
        assertThat(tensor.to(DataType.FLOAT32).toFloats()).containsExactly(expected);
    }

    /** All flips and rotations; with a crop of 2 x 2 whose corner is not the image's. */
    @ParameterizedTest
    @CsvSource({
        "NONE,    NONE,           2, 1",
        "ROWS,    NONE,           1, 0",
        "COLUMNS, NONE,           1, 1",
        "NONE,    QUARTER,        0, 2",
        "ROWS,    QUARTER,        1, 1",
        "COLUMNS, QUARTER,        1, 2",
        "NONE,    HALF,           2, 0",
        "ROWS,    HALF,           0, 1",
        "COLUMNS, HALF,           1, 0",
        "NONE,    THREE_QUARTERS, 1, 1",
        "ROWS,    THREE_QUARTERS, 0, 2",
        "COLUMNS, THREE_QUARTERS, 1, 0",
    })
    void everyMapIsCroppedFlippedAndRotatedAlike(Flip flip, Rotation rotation, int left, int top) {
        Origins first = Origins.untouched().flipped(flip).rotated(rotation);
        Origins second = Origins.untouched(); // the augmentation of one pair says nothing about the next
        ImageBatch images = new ImageBatch(2, 2, 2);
        images.add(sample(0, true), new Augmentation(flip, rotation, left, top, 2, 2));
        images.add(sample(1, true), new Augmentation(Flip.NONE, Rotation.NONE, 1, 0, 2, 2));
        try (Backend backend = Backends.open(BackendOptions.defaults());
                TensorScope scope = backend.openScope()) {
            Batch batch = images.on(backend, DataType.FLOAT32);
            float[][][] crops = new float[8][][];
            for (int map = RED; map <= BOUNDARY; map++) {
                float scale = map <= INFRARED ? 255 : 1;
                crops[map] = new float[][] {
                    first.floats(0, map, left, top, 2, 2, scale), second.floats(1, map, 1, 0, 2, 2, scale)
                };
            }
            Shape one = Shape.of(2, 1, 2, 2);
            Shape three = Shape.of(2, 3, 2, 2);
            Shape flat = Shape.of(2, 2, 2);
            float[][] visible = {
                crops[RED][0], crops[GREEN][0], crops[BLUE][0], crops[RED][1], crops[GREEN][1], crops[BLUE][1]
            };
            assertHolds(batch.visible(), three, visible);
            assertHolds(batch.visibleInput(), three, visible);
            assertHolds(batch.infrared(), one, crops[INFRARED]);
            assertHolds(batch.infraredInput(), one, crops[INFRARED]);
            assertHolds(batch.mask(), one, crops[MASK]);
            assertHolds(batch.labels().classes(), flat, crops[CLASSES]);
            assertHolds(batch.labels().binary(), flat, crops[BINARY]);
            assertHolds(batch.labels().boundary(), flat, crops[BOUNDARY]);
            assertThat(batch.labels().samples()).containsExactly(0, 1);
            assertThat(batch.names()).containsExactly("pair 0", "pair 1");
        }
    }

    @Test
    void pairsWithoutLabelsKeepTheirPlaceAndTheirMask() {
        ImageBatch images = new ImageBatch(3, HEIGHT, WIDTH);
        for (int pair = 0; pair < 3; pair++) {
            images.add(sample(pair, pair == 1), Augmentation.none(WIDTH, HEIGHT));
        }
        Origins all = Origins.untouched();
        try (Backend backend = Backends.open(BackendOptions.defaults());
                TensorScope scope = backend.openScope()) {
            Batch batch = images.on(backend, DataType.FLOAT32);
            assertThat(batch.labels().samples()).containsExactly(1);
            float[][] classes = new float[3][PIXELS];
            float[][] masks = new float[3][];
            classes[1] = all.floats(1, CLASSES, 0, 0, WIDTH, HEIGHT, 1);
            for (int pair = 0; pair < 3; pair++) {
                masks[pair] = all.floats(pair, MASK, 0, 0, WIDTH, HEIGHT, 1);
            }
            assertHolds(batch.labels().classes(), Shape.of(3, HEIGHT, WIDTH), classes);
            assertHolds(batch.mask(), Shape.of(3, 1, HEIGHT, WIDTH), masks);
        }
    }

    /** Images become inputs of low precision; what the loss compares with keeps all of its bits. */
    @Test
    void onlyInputsOfTheNetworkLosePrecision() {
        ImageBatch images = ImageBatch.whole(sample(0, true), 1);
        try (Backend backend = Backends.open(BackendOptions.defaults());
                TensorScope scope = backend.openScope()) {
            Batch batch = images.on(backend, DataType.BFLOAT16);
            assertThat(batch.visibleInput().dataType()).isEqualTo(DataType.BFLOAT16);
            assertThat(batch.infraredInput().dataType()).isEqualTo(DataType.BFLOAT16);
            assertThat(batch.visible().dataType()).isEqualTo(DataType.FLOAT32);
            assertThat(batch.infrared().dataType()).isEqualTo(DataType.FLOAT32);
            assertThat(batch.mask().dataType()).isEqualTo(DataType.FLOAT32);
            assertThat(batch.labels().classes().dataType()).isEqualTo(DataType.INT64);
            float[] infrared = Origins.untouched().floats(0, INFRARED, 0, 0, WIDTH, HEIGHT, 255);
            assertHolds(batch.infrared(), Shape.of(1, 1, HEIGHT, WIDTH), infrared);
            float[] rounded = new float[PIXELS];
            for (int i = 0; i < PIXELS; i++) {
                int bits = Float.floatToIntBits(infrared[i]);
                rounded[i] = Float.intBitsToFloat((bits + 0x7FFF + (bits >> 16 & 1)) & 0xFFFF0000); // to nearest, even
            }
            assertHolds(batch.infraredInput(), Shape.of(1, 1, HEIGHT, WIDTH), rounded);
        }
    }

    /** The loss compares with images without the noise that the network sees; other pairs and the maps stay as they are. */
    @Test
    void degradedInputsLeaveWhatTheLossComparesWith() {
        var inverted = new PhotometricAugmentation(
                List.of(), List.of(new Gamma(0.5)), List.of(new Inversion()), List.of(new Inversion()));
        ImageBatch images = new ImageBatch(3, HEIGHT, WIDTH);
        images.add(sample(0, true), Augmentation.none(WIDTH, HEIGHT));
        images.add(sample(1, true), Augmentation.none(WIDTH, HEIGHT), inverted);
        images.add(sample(2, true), Augmentation.none(WIDTH, HEIGHT));
        Origins all = Origins.untouched();
        try (Backend backend = Backends.open(BackendOptions.defaults());
                TensorScope scope = backend.openScope()) {
            Batch batch = images.on(backend, DataType.FLOAT32);
            float[][] infrared = new float[3][];
            float[][] visible = new float[9][];
            float[][] masks = new float[3][];
            for (int pair = 0; pair < 3; pair++) {
                infrared[pair] = all.floats(pair, INFRARED, 0, 0, WIDTH, HEIGHT, 255);
                masks[pair] = all.floats(pair, MASK, 0, 0, WIDTH, HEIGHT, 1);
                for (int channel = 0; channel < 3; channel++) {
                    visible[3 * pair + channel] = all.floats(pair, RED + channel, 0, 0, WIDTH, HEIGHT, 255);
                }
            }
            for (int i = 0; i < PIXELS; i++) {
                infrared[1][i] = (float) Math.pow(infrared[1][i], 0.5);
            }
            assertHolds(batch.infrared(), Shape.of(3, 1, HEIGHT, WIDTH), infrared);
            assertHolds(batch.visible(), Shape.of(3, 3, HEIGHT, WIDTH), visible);
            for (int i = 0; i < PIXELS; i++) {
                for (int channel = 3; channel < 6; channel++) {
                    visible[channel][i] = 1 - visible[channel][i];
                }
            }
            assertHolds(batch.visibleInput(), Shape.of(3, 3, HEIGHT, WIDTH), visible);
            assertHolds(batch.mask(), Shape.of(3, 1, HEIGHT, WIDTH), masks);
            assertThat(batch.labels().samples()).containsExactly(0, 1, 2);
        }
    }

    @Test
    void wholePairIsContinuedByReflectionBelowAndToTheRight() {
        ImageBatch images = ImageBatch.whole(sample(0, true), 5);
        int[] columns = {0, 1, 2, 3, 3};
        int[] rows = {0, 1, 2, 2, 1};
        float[] infrared = new float[25];
        float[] classes = new float[25];
        for (int y = 0; y < 5; y++) {
            for (int x = 0; x < 5; x++) {
                infrared[y * 5 + x] = value(0, INFRARED, columns[x], rows[y]) / 255f;
                classes[y * 5 + x] = value(0, CLASSES, columns[x], rows[y]);
            }
        }
        try (Backend backend = Backends.open(BackendOptions.defaults());
                TensorScope scope = backend.openScope()) {
            Batch batch = images.on(backend, DataType.FLOAT32);
            assertHolds(batch.infrared(), Shape.of(1, 1, 5, 5), infrared);
            assertHolds(batch.labels().classes(), Shape.of(1, 5, 5), classes);
        }
    }
}
