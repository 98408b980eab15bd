// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.figure;

import io.github.psfusion.evaluation.ScoreTable;
import io.github.psfusion.evaluation.figure.Graphic.Lines;
import io.github.psfusion.evaluation.figure.Graphic.Point;
import io.github.psfusion.evaluation.figure.Graphic.Text;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Cumulative curves of a metric: at x the value that a share x of the common pairs does not exceed, a line per method, as papers
 * on image fusion print them.
 */
final class CurveChart {
    private static final double WIDTH = 252; // a column of a paper with two, 3.5 inches
    private static final double FRAME = 120;
    private static final double LEFT = 34;
    private static final double RIGHT = 8;
    private static final double CAPTION = 10;
    private static final double GAP = 8;

    /** Frames side by side in a drawing of all metrics, and their size. */
    private static final int COLUMNS = 3;

    private static final double CELL = 172; // three make 7.2 inches, a page
    private static final double CELL_FRAME = 100;

    private final ScoreTable table;
    private final PrintFont font;

    CurveChart(ScoreTable table, PrintFont font) {
        this.table = table;
        this.font = font;
    }

    /** Returns the curves of one metric with a legend that has the means. */
    Drawing ofMetric(int metric) throws IOException {
        Plot plot = new Plot(LEFT, Plot.ABOVE, WIDTH - LEFT - RIGHT, FRAME);
        List<Graphic> shapes = new ArrayList<>(shapes(metric, plot));
        List<String> names = new ArrayList<>();
        for (int method = 0; method < methods(); method++) {
            OptionalDouble mean = table.summary(method, metric).mean();
            names.add(
                    name(method) + (mean.isPresent() ? String.format(Locale.ROOT, " (%.4g)", mean.getAsDouble()) : ""));
        }
        return withLegend(shapes, names, WIDTH, plot.y() + FRAME + Plot.BELOW + CAPTION + GAP);
    }

    /** Returns the curves of all metrics with one legend. */
    Drawing ofAll() throws IOException {
        int metrics = table.scores().metrics().size();
        int columns = Math.min(metrics, COLUMNS);
        double cell = Plot.ABOVE + CELL_FRAME + Plot.BELOW + CAPTION + GAP;
        List<Graphic> shapes = new ArrayList<>();
        for (int metric = 0; metric < metrics; metric++) {
            double x = (metric % columns) * CELL;
            int row = metric / columns;
            double y = row * cell;
            shapes.addAll(shapes(metric, new Plot(x + LEFT, y + Plot.ABOVE, CELL - LEFT - RIGHT, CELL_FRAME)));
        }
        List<String> names = new ArrayList<>();
        for (int method = 0; method < methods(); method++) {
            names.add(name(method));
        }
        int rows = (metrics + columns - 1) / columns;
        return withLegend(shapes, names, Math.max(columns * CELL, WIDTH), rows * cell);
    }

    private Drawing withLegend(List<Graphic> shapes, List<String> names, double width, double y) throws IOException {
        Legend legend = Legend.of(names, width - 2 * GAP, font);
        shapes.addAll(legend.shapes(GAP, y));
        return new Drawing(width, y + legend.height() + GAP / 2, shapes);
    }

    private int methods() {
        return table.scores().methods().size();
    }

    private String name(int method) {
        return table.scores().methods().get(method).method().key();
    }

    private List<Graphic> shapes(int metric, Plot plot) {
        List<double[]> curves = new ArrayList<>();
        for (int method = 0; method < methods(); method++) {
            curves.add(Arrays.stream(table.commonValues(method, metric))
                    .filter(value -> !Double.isNaN(value))
                    .sorted()
                    .toArray());
        }
        Axis values = Axis.around(
                curves.stream().flatMapToDouble(Arrays::stream).min().orElse(0),
                curves.stream().flatMapToDouble(Arrays::stream).max().orElse(1));
        Axis shares = Axis.around(0, 1);
        List<Graphic> shapes = new ArrayList<>(plot.horizontal(shares));
        shapes.addAll(plot.vertical(values));
        for (int method = 0; method < methods(); method++) {
            double[] curve = curves.get(method);
            List<Point> points = new ArrayList<>();
            for (int i = 0; i < curve.length; i++) {
                double share = (i + 1) / (double) curve.length;
                points.add(new Point(plot.across(shares, share), plot.up(values, curve[i])));
            }
            if (points.size() > 1) {
                shapes.add(new Lines(points, Palette.stroke(method)));
            }
        }
        shapes.add(plot.frame());
        shapes.add(plot.title(ScoreCharts.title(table, metric)));
        shapes.add(Text.of(
                plot.x() + plot.width() / 2,
                plot.y() + plot.height() + Plot.BELOW + CAPTION,
                "share of pairs",
                Plot.FONT,
                Graphic.Anchor.MIDDLE));
        return shapes;
    }
}
