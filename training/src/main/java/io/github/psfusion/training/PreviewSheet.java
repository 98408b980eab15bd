// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.WriteOptions;
import io.github.psfusion.platform.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** An image of the tiles of a few held-out pairs, one row for each pair; see {@link TrainingTask#previewTiles}. */
final class PreviewSheet {
    private static final int MAX_ROWS = 4;
    private static final int TILE_WIDTH = 320;

    private PreviewSheet() {}

    /**
     * Writes {@code step-00001000.png} into the folder, which is made if need be.
     *
     * @return the file; empty if the task has no tiles
     */
    static <O> Optional<Path> write(Validation<O> validation, TrainingTask<O> task, Path folder, long step)
            throws IOException {
        List<List<Image>> rows = new ArrayList<>();
        validation.forEach(MAX_ROWS, (sample, outputs) -> rows.add(task.previewTiles(sample, outputs)));
        rows.removeIf(List::isEmpty);
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        byte[] png = ImageFiles.encode(sheet(rows), WriteOptions.png()); // may fail; then no folder is left
        AtomicFile.makeFolder(folder);
        Path file = folder.resolve(String.format(Locale.ROOT, "step-%08d.png", step));
        AtomicFile.write(file, png);
        return Optional.of(file);
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
