// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.figure;

import io.github.psfusion.platform.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A figure of images for a paper: PDF, SVG, PNG, or LaTeX with a PDF per image. PDF and SVG keep the pixels of the images. Equal
 * images give equal files.
 *
 * @param width of the figure in millimeters
 * @param dpi pixels per inch of a PNG
 */
public record FigureFile(double width, int dpi) {
    /** Millimeters: the width of a page with two columns. */
    public static final double DEFAULT_WIDTH = 180;

    /** Pixels per inch that journals ask for. */
    public static final int DEFAULT_DPI = 300;

    private static final double POINTS = 72 / 25.4; // per millimeter
    private static final double NARROWEST = 10;
    private static final double WIDEST = 1000;
    private static final int FEWEST_DPI = 10;
    private static final int MOST_DPI = 2400;
    /** Most pixels of a PNG: memory is four bytes each. */
    private static final double MOST_PIXELS = 250e6;
    /** Narrowest column in points. */
    private static final double NARROWEST_COLUMN = 8;

    /** The kinds of files. */
    public enum Format {
        /** One page. */
        PDF,
        /** With the images in it. */
        SVG,
        /** Pixels. */
        PNG,
        /** A figure environment, and a folder with a PDF per image. */
        TEX;

        /** Returns the format of a file by its extension; empty if there is none for it. */
        public static Optional<Format> of(Path file) {
            String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
            for (Format format : values()) {
                if (name.endsWith("." + format.name().toLowerCase(Locale.ROOT))) {
                    return Optional.of(format);
                }
            }
            return Optional.empty();
        }
    }

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if the figure is narrower than 10 mm or wider than 1 m, or there are fewer than 10 or more
     *     than 2400 pixels per inch
     */
    public FigureFile {
        if (!(width >= NARROWEST && width <= WIDEST)) {
            throw new IllegalArgumentException("a width of " + width + " mm: expected 10 to 1000");
        }
        if (dpi < FEWEST_DPI || dpi > MOST_DPI) {
            throw new IllegalArgumentException(dpi + " pixels per inch: expected 10 to 2400");
        }
    }

    /**
     * Checks before any work that a figure can be written.
     *
     * @throws IllegalArgumentException if the name has no extension of a {@link Format} or LaTeX could not read it, or the columns
     *     would be too narrow
     */
    public void check(Path file, int columns) {
        Format format = Format.of(file)
                .orElseThrow(() -> new IllegalArgumentException(file + ": expected .pdf, .svg, .png or .tex"));
        if (format == Format.TEX && !String.valueOf(file.getFileName()).matches("[A-Za-z0-9._-]+")) {
            throw new IllegalArgumentException(
                    file + ": LaTeX reads letters, digits, dots, underscores and hyphens in names");
        }
        if (width * POINTS / columns < NARROWEST_COLUMN) {
            throw new IllegalArgumentException(
                    columns + " columns in " + width + " mm: the images would be too small to see");
        }
    }

    /**
     * Writes a file, replacing an older one.
     *
     * @throws IllegalArgumentException as {@link #check}, or if a PNG would have more than 250 million pixels
     */
    public void write(ImageGrid grid, Path file) throws IOException {
        check(file, grid.columns().size());
        Format format = Format.of(file).orElseThrow();
        PrintFont font = PrintFont.read();
        GridLayout layout = new GridLayout(grid, font);
        if (format == Format.TEX) {
            writeLatex(grid, layout, font, file);
            return;
        }
        Drawing drawing = layout.figure(width * POINTS);
        AtomicFile.write(
                file,
                switch (format) {
                    case SVG -> SvgFile.of(drawing).getBytes(StandardCharsets.UTF_8);
                    case PNG -> png(drawing, font);
                    default -> PdfFile.of(drawing, font);
                });
        if (format != Format.SVG) {
            font.reportMissing(file);
        }
    }

    private byte[] png(Drawing drawing, PrintFont font) throws IOException {
        double inch = 72;
        double pixels = drawing.width() * drawing.height() * (dpi / inch) * (dpi / inch);
        if (pixels > MOST_PIXELS) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "a PNG of %.0f million pixels: expected at most 250; take fewer pixels per inch",
                    pixels / 1e6));
        }
        return PdfFile.png(drawing, font, dpi);
    }

    /** Returns the folder of the images of a LaTeX figure: the file without its extension. */
    public static Path partsOf(Path file) {
        String name = String.valueOf(file.getFileName());
        return file.resolveSibling(name.substring(0, name.length() - ".tex".length()));
    }

    private void writeLatex(ImageGrid grid, GridLayout layout, PrintFont font, Path file) throws IOException {
        Path folder = partsOf(file);
        AtomicFile.makeFolder(folder);
        double cell = width * POINTS / grid.columns().size();
        List<List<String>> parts = new ArrayList<>();
        for (int row = 0; row < grid.rows().size(); row++) {
            List<String> names = new ArrayList<>();
            for (int column = 0; column < grid.columns().size(); column++) {
                // Numbers, not names: LaTeX reads few signs in names of files.
                String name = "row" + (row + 1) + "-column" + (column + 1) + ".pdf";
                Drawing drawing = layout.cell(grid.rows().get(row), column, cell);
                AtomicFile.write(folder.resolve(name), PdfFile.of(drawing, font));
                names.add(folder.getFileName() + "/" + name);
            }
            parts.add(names);
        }
        AtomicFile.write(file, LatexFigure.text(grid, parts).getBytes(StandardCharsets.UTF_8));
    }
}
