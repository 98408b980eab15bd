// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.imaging.Plane;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PreviewImageTest {
    private static PreviewTile tile(String title, float level) {
        float[] samples = new float[8 * 4];
        Arrays.fill(samples, level);
        return new PreviewTile(title, Plane.wrap(8, 4, samples));
    }

    private static BufferedImage draw(PreviewImage.Row... rows) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(new PreviewImage(List.of(rows)).png()));
    }

    private static long blackPixels(BufferedImage image, int left, int top, int width, int height) {
        long black = 0;
        for (int y = top; y < top + height; y++) {
            for (int x = left; x < left + width; x++) {
                Color color = new Color(image.getRGB(x, y));
                black += color.getRed() < 100 ? 1 : 0;
            }
        }
        return black;
    }

    @Test
    void columnsHaveTitlesAndRowsHaveNames() throws IOException {
        BufferedImage image = draw(
                new PreviewImage.Row("00001N", List.of(tile("visible", 0.8f), tile("fused", 0.8f))),
                new PreviewImage.Row("00002D", List.of(tile("visible", 0.8f), tile("fused", 0.8f))));
        assertThat(image.getWidth()).isEqualTo(640);
        assertThat(image.getHeight()).isEqualTo(24 + 2 * (24 + 160));
        assertThat(blackPixels(image, 0, 0, 320, 24))
                .as("title of the first column")
                .isGreaterThan(50);
        assertThat(blackPixels(image, 320, 0, 320, 24))
                .as("title of the second column")
                .isGreaterThan(50);
        assertThat(blackPixels(image, 0, 24, 320, 24))
                .as("name of the first pair")
                .isGreaterThan(50);
        assertThat(blackPixels(image, 0, 24 + 184, 320, 24))
                .as("name of the second pair")
                .isGreaterThan(50);
        assertThat(blackPixels(image, 0, 48, 640, 160))
                .as("no text on the images")
                .isZero();
    }

    @Test
    void columnIsThereForThePairsThatHaveIt() throws IOException {
        PreviewImage.Row labeled = new PreviewImage.Row("a", List.of(tile("visible", 0), tile("labels", 0)));
        PreviewImage.Row unlabeled = new PreviewImage.Row("b", List.of(tile("visible", 0)));
        BufferedImage image = draw(unlabeled, labeled);
        assertThat(new PreviewImage(List.of(unlabeled, labeled)).titles()).containsExactly("visible", "labels");
        assertThat(image.getRGB(480, 48 + 80)).as("empty place").isEqualTo(Color.WHITE.getRGB());
        assertThat(image.getRGB(480, 48 + 184 + 80)).as("label").isEqualTo(Color.BLACK.getRGB());
        assertThat(draw(unlabeled).getWidth()).isEqualTo(320);
    }

    @Test
    void longNamesKeepTheirEnd() throws IOException {
        BufferedImage image = draw(new PreviewImage.Row("x".repeat(2000), List.of(tile("visible", 0.5f))));
        assertThat(blackPixels(image, 314, 24, 6, 24))
                .as("nothing touches the edge")
                .isZero();
    }
}
