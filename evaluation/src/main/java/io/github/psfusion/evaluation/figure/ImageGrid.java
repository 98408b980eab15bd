// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.figure;

import io.github.psfusion.imaging.Image;
import java.util.List;

/**
 * The images of a figure: a row per pair, a column per source image and method.
 *
 * @param columns titles, at least one
 * @param rows at least one
 */
public record ImageGrid(List<String> columns, List<Row> rows) {
    /**
     * A pair.
     *
     * @param pair its name
     * @param images an image per column, all of one size
     * @param zooms parts that are shown enlarged in all columns, each within the images
     */
    public record Row(String pair, List<Image> images, List<ZoomBox> zooms) {
        /**
         * Copies the lists.
         *
         * @throws IllegalArgumentException if the images have different sizes, or a part is not within them
         */
        public Row {
            images = List.copyOf(images);
            zooms = List.copyOf(zooms);
            Image first = images.get(0);
            for (Image image : images) {
                if (image.width() != first.width() || image.height() != first.height()) {
                    throw new IllegalArgumentException(pair + ": images of " + first.width() + " x " + first.height()
                            + " and of " + image.width() + " x " + image.height() + " pixels in one row");
                }
            }
            for (ZoomBox zoom : zooms) {
                if (!zoom.fits(first)) {
                    throw new IllegalArgumentException(pair + ": " + zoom + " is not within " + first.width() + " x "
                            + first.height() + " pixels");
                }
            }
        }
    }

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if there is no column or no row, or a row has not an image per column
     */
    public ImageGrid {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        if (columns.isEmpty() || rows.isEmpty()) {
            throw new IllegalArgumentException(
                    "a figure of " + columns.size() + " columns and " + rows.size() + " rows");
        }
        for (Row row : rows) {
            if (row.images().size() != columns.size()) {
                throw new IllegalArgumentException(
                        row.pair() + ": " + row.images().size() + " images for " + columns.size() + " columns");
            }
        }
    }
}
