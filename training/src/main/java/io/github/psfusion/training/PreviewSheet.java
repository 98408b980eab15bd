// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import io.github.psfusion.datasets.LabelClasses;
import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.WriteOptions;
import io.github.psfusion.networks.psfusion.PsFusionOutputs;
import io.github.psfusion.tensors.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An image of what the network does with a few held-out pairs: a row a pair; from left to right the visible and the infrared
 * image, the fused one, both reconstructions, and the classes in their colors.
 */
final class PreviewSheet {
    private static final int MOST_ROWS = 4;
    private static final int TILE_WIDTH = 320;

    private PreviewSheet() {}

    /** Writes {@code step-00001000.png} into the folder, which is made if need be, and returns it. */
    static Path write(Validation validation, Path folder, long step) throws IOException {
        List<List<Image>> rows = new ArrayList<>();
        validation.show(MOST_ROWS, (sample, outputs) -> rows.add(tiles(sample, outputs)));
        Files.createDirectories(folder);
        Path file = folder.resolve(String.format(java.util.Locale.ROOT, "step-%08d.png", step));
        ImageFiles.write(file, sheet(rows), WriteOptions.png());
        return file;
    }

    private static List<Image> tiles(TrainingSample sample, PsFusionOutputs outputs) {
        int width = sample.width();
        int height = sample.height();
        return List.of(
                sample.visible(),
                sample.infrared(),
                plane(outputs.fused(), width, height),
                plane(outputs.visible(), width, height),
                plane(outputs.infrared(), width, height),
                classes(outputs.semantic(), width, height));
    }

    private static Plane plane(Tensor image, int width, int height) {
        return Plane.wrap(width, height, image.toFloats());
    }

    private static ColorImage classes(Tensor logits, int width, int height) {
        long[] classes = logits.argmax(1).toLongs();
        LabelClasses known = LabelClasses.ofCount((int) logits.shape().size(1));
        float[][] rgb = new float[3][classes.length];
        for (int i = 0; i < classes.length; i++) {
            int color = known.color((int) classes[i]);
            for (int c = 0; c < rgb.length; c++) {
                rgb[c][i] = ((color >> (8 * (2 - c))) & 0xFF) / 255f;
            }
        }
        return new ColorImage(
                Plane.wrap(width, height, rgb[0]),
                Plane.wrap(width, height, rgb[1]),
                Plane.wrap(width, height, rgb[2]));
    }

    /** Places the tiles, each reduced to one width by taking the nearest pixels. */
    private static ColorImage sheet(List<List<Image>> rows) {
        int columns = rows.get(0).size();
        int sheetWidth = columns * TILE_WIDTH;
        int sheetHeight = 0;
        for (List<Image> row : rows) {
            sheetHeight += tileHeight(row.get(0));
        }
        float[][] rgb = new float[3][sheetWidth * sheetHeight];
        int top = 0;
        for (List<Image> row : rows) {
            int tileHeight = tileHeight(row.get(0));
            for (int column = 0; column < columns; column++) {
                ColorImage tile = row.get(column).toColor();
                List<Plane> planes = List.of(tile.red(), tile.green(), tile.blue());
                for (int y = 0; y < tileHeight; y++) {
                    for (int x = 0; x < TILE_WIDTH; x++) {
                        int sourceX = x * tile.width() / TILE_WIDTH;
                        int sourceY = y * tile.height() / tileHeight;
                        for (int c = 0; c < rgb.length; c++) {
                            rgb[c][(top + y) * sheetWidth + column * TILE_WIDTH + x] =
                                    planes.get(c).at(sourceX, sourceY);
                        }
                    }
                }
            }
            top += tileHeight;
        }
        return new ColorImage(
                Plane.wrap(sheetWidth, sheetHeight, rgb[0]),
                Plane.wrap(sheetWidth, sheetHeight, rgb[1]),
                Plane.wrap(sheetWidth, sheetHeight, rgb[2]));
    }

    private static int tileHeight(Image image) {
        return Math.max(1, image.height() * TILE_WIDTH / image.width());
    }
}
