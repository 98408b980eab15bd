// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.figure;

import io.github.psfusion.evaluation.figure.Graphic.Anchor;
import io.github.psfusion.evaluation.figure.Graphic.Direction;
import io.github.psfusion.evaluation.figure.Graphic.Raster;
import io.github.psfusion.evaluation.figure.Graphic.Rectangle;
import io.github.psfusion.evaluation.figure.Graphic.Stroke;
import io.github.psfusion.evaluation.figure.Graphic.Text;
import io.github.psfusion.imaging.Image;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Where the parts of an {@link ImageGrid} are: titles above the columns, names of pairs at the left where there are several, and
 * below each image its enlarged parts, side by side, framed in the color of their boxes in the image.
 */
final class GridLayout {
    private static final double GAP = 2;
    private static final double FONT = 7;
    private static final double SMALLEST_FONT = 5;
    private static final double LINE = 10;
    /** Largest height of enlarged parts, relative to the image. */
    private static final double LARGEST_PART = 0.75;

    private static final double BOX = 0.7;
    private static final double FRAME = 1.1;
    private static final int[] COLORS = {0xe6194b, 0x2ecc40, 0x0074d9, 0xffdc00, 0xff851b, 0xb10dc9};

    private final ImageGrid grid;
    private final PrintFont font;

    GridLayout(ImageGrid grid, PrintFont font) {
        this.grid = grid;
        this.font = font;
    }

    /**
     * Returns the whole figure.
     *
     * @param width in points; more than the gaps take
     */
    Drawing figure(double width) throws IOException {
        int columns = grid.columns().size();
        double left = grid.rows().size() > 1 ? LINE : 0;
        double cell = (width - left - (columns - 1) * GAP) / columns;
        List<Graphic> shapes = new ArrayList<>();
        for (int column = 0; column < columns; column++) {
            shapes.add(title(
                    left + column * (cell + GAP) + cell / 2, grid.columns().get(column), cell));
        }
        double y = LINE;
        for (ImageGrid.Row row : grid.rows()) {
            double height = height(row, cell);
            if (left > 0) {
                double imageHeight = imageHeight(row.images().get(0), cell);
                String name = font.fitted(row.pair(), FONT, height);
                shapes.add(new Text(FONT, y + imageHeight / 2, name, FONT, Anchor.MIDDLE, Direction.UP, Palette.BLACK));
            }
            for (int column = 0; column < columns; column++) {
                shapes.addAll(cell(row, column, left + column * (cell + GAP), y, cell));
            }
            y += height + GAP;
        }
        return new Drawing(width, y - GAP, shapes);
    }

    /** Returns one image with its enlarged parts. */
    Drawing cell(ImageGrid.Row row, int column, double width) {
        return new Drawing(width, height(row, width), cell(row, column, 0, 0, width));
    }

    private Text title(double middle, String title, double width) throws IOException {
        double size = Math.max(SMALLEST_FONT, Math.min(FONT, FONT * width / font.width(title, FONT)));
        return Text.of(middle, FONT, font.fitted(title, size, width + GAP), size, Anchor.MIDDLE);
    }

    private List<Graphic> cell(ImageGrid.Row row, int column, double x, double y, double width) {
        Image image = row.images().get(column);
        double scale = width / image.width();
        double imageHeight = imageHeight(image, width);
        List<Graphic> shapes = new ArrayList<>();
        shapes.add(new Raster(x, y, width, imageHeight, image));
        double part = partHeight(row, width);
        double widths = 0;
        for (ZoomBox zoom : row.zooms()) {
            widths += part * zoom.width() / zoom.height() + GAP;
        }
        double left = x + (width - widths + GAP) / 2;
        for (int i = 0; i < row.zooms().size(); i++) {
            ZoomBox zoom = row.zooms().get(i);
            int color = COLORS[i % COLORS.length];
            shapes.add(new Rectangle(
                    x + zoom.x() * scale,
                    y + zoom.y() * scale,
                    zoom.width() * scale,
                    zoom.height() * scale,
                    Stroke.solid(color, BOX),
                    OptionalInt.empty()));
            double partWidth = part * zoom.width() / zoom.height();
            double top = y + imageHeight + GAP;
            shapes.add(new Raster(left, top, partWidth, part, zoom.of(image)));
            shapes.add(new Rectangle(
                    left + FRAME / 2,
                    top + FRAME / 2,
                    partWidth - FRAME,
                    part - FRAME,
                    Stroke.solid(color, FRAME),
                    OptionalInt.empty()));
            left += partWidth + GAP;
        }
        return shapes;
    }

    private static double height(ImageGrid.Row row, double width) {
        double image = imageHeight(row.images().get(0), width);
        return row.zooms().isEmpty() ? image : image + GAP + partHeight(row, width);
    }

    private static double imageHeight(Image image, double width) {
        return width * image.height() / image.width();
    }

    /** Returns the height of the enlarged parts, which is one for all: as large as the width of the image allows. */
    private static double partHeight(ImageGrid.Row row, double width) {
        double ratios = 0;
        for (ZoomBox zoom : row.zooms()) {
            ratios += (double) zoom.width() / zoom.height();
        }
        double free = width - (row.zooms().size() - 1) * GAP;
        return Math.min(free / ratios, LARGEST_PART * imageHeight(row.images().get(0), width));
    }
}
