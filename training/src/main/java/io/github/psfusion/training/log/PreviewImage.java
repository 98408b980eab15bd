// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.log;

import io.github.psfusion.imaging.BitDepth;
import io.github.psfusion.imaging.codec.BufferedImages;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * The image of a preview: a row for each pair below its name, a column for each title. A pair without a tile of a title has an
 * empty place there.
 */
public final class PreviewImage {
    private static final System.Logger LOG = System.getLogger(PreviewImage.class.getName());
    private static final int TILE_WIDTH = 320;
    /** Height of a line of text with its distance from the images. */
    private static final int LINE = 24;

    private static final int INDENT = 6;
    private static final int BASELINE = 17;
    private static final int FONT_SIZE = 14;
    private static final String LEFT_OUT = "...";

    private final List<Row> rows;
    private final List<String> titles;

    /**
     * The tiles of a pair.
     *
     * @param name of the pair
     * @param tiles of one size
     */
    public record Row(String name, List<PreviewTile> tiles) {
        /** Checks that there is something to show. */
        public Row {
            tiles = List.copyOf(tiles);
            if (tiles.isEmpty()) {
                throw new IllegalArgumentException("a row of a preview needs a tile");
            }
        }

        private int height() {
            PreviewTile first = tiles.get(0);
            return Math.max(
                    1, first.image().height() * TILE_WIDTH / first.image().width());
        }
    }

    /** Makes the image of these rows, at least one. */
    public PreviewImage(List<Row> rows) {
        this.rows = List.copyOf(rows);
        titles = rows.stream()
                .flatMap(row -> row.tiles().stream())
                .map(PreviewTile::title)
                .distinct()
                .toList();
    }

    /** Returns the headings of the columns, from left to right. */
    public List<String> titles() {
        return titles;
    }

    /**
     * Returns the image as a PNG file.
     *
     * @throws IllegalArgumentException if a sample is not a finite number
     */
    public byte[] png() throws IOException {
        int height = LINE + rows.stream().mapToInt(row -> LINE + row.height()).sum();
        BufferedImage sheet = new BufferedImage(titles.size() * TILE_WIDTH, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        try {
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, sheet.getWidth(), height);
            drawTiles(graphics);
            drawText(graphics);
        } finally {
            graphics.dispose();
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        if (!ImageIO.write(sheet, "png", png)) {
            throw new IOException("this Java cannot write PNG files");
        }
        return png.toByteArray();
    }

    private void drawTiles(Graphics2D graphics) {
        graphics.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        int top = LINE;
        for (Row row : rows) {
            top += LINE;
            for (PreviewTile tile : row.tiles()) {
                BufferedImage image = BufferedImages.of(tile.image().toColor(), BitDepth.BITS_8);
                int left = titles.indexOf(tile.title()) * TILE_WIDTH;
                graphics.drawImage(image, left, top, TILE_WIDTH, row.height(), null);
            }
            top += row.height();
        }
    }

    /** Draws the names; a Java without fonts still gives the images. */
    private void drawText(Graphics2D graphics) {
        try {
            graphics.setColor(Color.BLACK);
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, FONT_SIZE));
            for (int column = 0; column < titles.size(); column++) {
                draw(graphics, titles.get(column), column * TILE_WIDTH, 0, TILE_WIDTH);
            }
            graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, FONT_SIZE));
            int top = LINE;
            for (Row row : rows) {
                draw(graphics, row.name(), 0, top, titles.size() * TILE_WIDTH);
                top += LINE + row.height();
            }
        } catch (RuntimeException | LinkageError | InternalError e) {
            LOG.log(System.Logger.Level.WARNING, "previews have no titles, because this Java finds no fonts: {0}", e);
        }
    }

    /** Draws a line of text, whose beginning is left out if it is too long: the end of a path is what differs. */
    private static void draw(Graphics2D graphics, String text, int left, int top, int width) {
        String shown = text;
        while (shown.length() > LEFT_OUT.length() + 1
                && graphics.getFontMetrics().stringWidth(shown) > width - 2 * INDENT) {
            shown = LEFT_OUT + shown.substring(shown.startsWith(LEFT_OUT) ? LEFT_OUT.length() + 1 : 1);
        }
        graphics.drawString(shown, left + INDENT, top + BASELINE);
    }
}
