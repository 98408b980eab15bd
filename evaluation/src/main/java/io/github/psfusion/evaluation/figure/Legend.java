// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.figure;

import io.github.psfusion.evaluation.figure.Graphic.Anchor;
import io.github.psfusion.evaluation.figure.Graphic.Lines;
import io.github.psfusion.evaluation.figure.Graphic.Text;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The names of lines, in columns of equal width.
 *
 * @param names by method; longer ones than a column are cut
 * @param columns at least 1
 * @param cell width of a column in points
 */
record Legend(List<String> names, int columns, double cell) {
    private static final double SAMPLE = 14;
    private static final double GAP = 4;
    private static final double LINE = 11;

    Legend {
        names = List.copyOf(names);
    }

    /** Puts as many names side by side as fit. */
    static Legend of(List<String> names, double width, PrintFont font) throws IOException {
        double widest = 0;
        for (String name : names) {
            widest = Math.max(widest, font.width(name, Plot.FONT));
        }
        int columns = (int) Math.max(1, Math.min(names.size(), width / (widest + SAMPLE + 3 * GAP)));
        double cell = width / columns;
        List<String> fitted = new ArrayList<>();
        for (String name : names) {
            fitted.add(font.fitted(name, Plot.FONT, cell - SAMPLE - GAP));
        }
        return new Legend(fitted, columns, cell);
    }

    /** Returns the height in points. */
    double height() {
        int rows = (names.size() + columns - 1) / columns;
        return rows * LINE;
    }

    /** Returns the legend with its upper left corner at a point. */
    List<Graphic> shapes(double x, double y) {
        List<Graphic> shapes = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            int row = i / columns;
            double left = x + (i % columns) * cell;
            double middle = y + (row + 0.5) * LINE;
            shapes.add(Lines.line(left, middle, left + SAMPLE, middle, Palette.stroke(i)));
            shapes.add(Text.of(left + SAMPLE + GAP, middle + Plot.FONT / 3, names.get(i), Plot.FONT, Anchor.START));
        }
        return shapes;
    }
}
