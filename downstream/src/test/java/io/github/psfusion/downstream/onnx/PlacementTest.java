// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.downstream.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.psfusion.downstream.onnx.Placement.Fit;
import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.ImageSize;
import io.github.psfusion.metrics.detection.Box;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Where images lie in the input of a model, and how boxes come back. */
class PlacementTest {
    private static final ImageSize SQUARE = new ImageSize(640, 640);

    /** The letterbox of ultralytics' validation, as its code has it, with Python's rounding. */
    private static int[] published(int width, int height, int side) {
        double r = Math.min(Math.min((double) side / height, (double) side / width), 1);
        int scaledWidth = (int) Math.rint(width * r);
        int scaledHeight = (int) Math.rint(height * r);
        double dw = (side - scaledWidth) / 2.0;
        double dh = (side - scaledHeight) / 2.0;
        return new int[] {scaledWidth, scaledHeight, (int) Math.rint(dw - 0.1), (int) Math.rint(dh - 0.1)};
    }

    @Test
    void letterboxesAreThoseOfThePublishedCode() {
        assertThat(Placement.of(Fit.LETTERBOX, new ImageSize(640, 480), SQUARE))
                .isEqualTo(new Placement(new ImageSize(640, 480), new ImageSize(640, 480), 0, 80, 1, 1));
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 2000; i++) {
            ImageSize image = new ImageSize(1 + random.nextInt(2000), 1 + random.nextInt(2000));
            Placement placement = Placement.of(Fit.LETTERBOX, image, SQUARE);
            int[] published = published(image.width(), image.height(), 640);
            assertThat(placement.scaled())
                    .isEqualTo(new ImageSize(Math.max(1, published[0]), Math.max(1, published[1])));
            if (published[0] > 0 && published[1] > 0) {
                assertThat(placement.left()).isEqualTo(published[2]);
                assertThat(placement.top()).isEqualTo(published[3]);
            }
        }
    }

    @Test
    void boxesComeBackExactly() {
        SplittableRandom random = new SplittableRandom(6);
        for (Fit fit : Fit.values()) {
            for (int i = 0; i < 500; i++) {
                ImageSize image = new ImageSize(1 + random.nextInt(3000), 1 + random.nextInt(3000));
                Placement placement = Placement.of(fit, image, new ImageSize(416, 320));
                Box box = new Box(
                        random.nextDouble() * image.width() / 2,
                        random.nextDouble() * image.height() / 2,
                        random.nextDouble() * image.width() / 2,
                        random.nextDouble() * image.height() / 2);
                Box input = new Box(
                        box.x() * placement.scaleX() + placement.left(),
                        box.y() * placement.scaleY() + placement.top(),
                        box.width() * placement.scaleX(),
                        box.height() * placement.scaleY());
                Box back = placement.back(input);
                assertThat(back.x()).isCloseTo(box.x(), within(1e-9));
                assertThat(back.y()).isCloseTo(box.y(), within(1e-9));
                assertThat(back.width()).isCloseTo(box.width(), within(1e-9));
                assertThat(back.height()).isCloseTo(box.height(), within(1e-9));
            }
        }
        Placement placement = Placement.of(Fit.LETTERBOX, new ImageSize(640, 480), SQUARE);
        assertThat(placement.back(new Box(-5, 70, 700, 600))).isEqualTo(new Box(0, 0, 640, 480));
        assertThat(placement.back(new Box(10, 0, 5, 5))).isEqualTo(new Box(10, 0, 5, 0));
    }

    @Test
    void yoloxGrowsAndTruncates() {
        Placement placement = Placement.of(Fit.TOP_LEFT, new ImageSize(300, 200), new ImageSize(416, 416));
        assertThat(placement.scaled()).isEqualTo(new ImageSize(416, 277)); // 200 * 416 / 300 = 277.3
        assertThat(placement.left()).isZero();
        assertThat(placement.scaleX()).isEqualTo(416.0 / 300);
    }

    @Test
    void pixelsAreScaledAndTheRestIsGray() {
        ColorImage image = new ColorImage(
                Plane.constant(2, 1, 1f), Plane.constant(2, 1, 0.5f), Plane.wrap(2, 1, new float[] {0, 0.2f}));
        ImageSize input = new ImageSize(2, 3);
        Placement placement = Placement.of(Fit.LETTERBOX, new ImageSize(2, 1), input);
        float gray = 114 / 255f;
        assertThat(ModelImage.values(image, placement, input, PixelScaling.UNIT, ChannelOrder.RGB))
                .containsExactly(
                        new float[] {
                            gray, gray, 1, 1, gray, gray, // red
                            gray, gray, 128 / 255f, 128 / 255f, gray, gray, // 0.5 is level 128
                            gray, gray, 0, 51 / 255f, gray, gray
                        },
                        within(1e-6f));
        assertThat(ModelImage.values(image, placement, input, PixelScaling.NONE, ChannelOrder.BGR))
                .containsExactly(114, 114, 0, 51, 114, 114, 114, 114, 128, 128, 114, 114, 114, 114, 255, 255, 114, 114);
        float[] normalized = ModelImage.values(image, placement, input, PixelScaling.IMAGENET, ChannelOrder.RGB);
        assertThat(normalized[2]).isCloseTo((1 - 0.485f) / 0.229f, within(1e-5f));
        assertThat(PixelScaling.parse("0.485,0.456,0.406/0.229,0.224,0.225")).isEqualTo(PixelScaling.IMAGENET);
    }
}
