// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.figure;

import io.github.psfusion.evaluation.PairedDifference;
import io.github.psfusion.evaluation.ScoreStatistics;
import io.github.psfusion.evaluation.ScoreTable;
import io.github.psfusion.evaluation.figure.Graphic.Disk;
import io.github.psfusion.evaluation.figure.Graphic.Lines;
import io.github.psfusion.evaluation.figure.Graphic.Rectangle;
import io.github.psfusion.evaluation.figure.Graphic.Stroke;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Charts of a metric with a row per method: box plots, and differences to the best method. */
final class RowChart {
    private static final double WIDTH = 252; // a column of a paper with two, 3.5 inches
    private static final double WIDEST_NAME = 90;
    private static final double RIGHT = 14;
    private static final double ROW = 13;
    private static final double BOX = 7;
    private static final double RADIUS = 2.4;
    private static final double THIN = 0.8;
    private static final int QUARTERS = 4;

    private final ScoreStatistics statistics;
    private final ScoreTable table;
    private final PrintFont font;

    RowChart(ScoreStatistics statistics, PrintFont font) {
        this.statistics = statistics;
        this.table = statistics.table();
        this.font = font;
    }

    /** A row: which method, and the numbers that it shows. */
    private record Row(int method, List<Double> numbers) {
        double lowest() {
            return Collections.min(numbers);
        }

        double highest() {
            return Collections.max(numbers);
        }
    }

    /** Returns minimum, quartiles and maximum of each method; empty where no method has a value. */
    Optional<Drawing> boxes(int metric) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (int method = 0; method < table.scores().methods().size(); method++) {
            double[] sorted = Arrays.stream(table.commonValues(method, metric))
                    .filter(value -> !Double.isNaN(value))
                    .sorted()
                    .toArray();
            if (sorted.length > 0) {
                rows.add(new Row(
                        method,
                        IntStream.rangeClosed(0, QUARTERS)
                                .mapToObj(quarter -> quantile(sorted, quarter / (double) QUARTERS))
                                .toList()));
            }
        }
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        Frame frame = frame(rows, ScoreCharts.title(table, metric));
        for (int i = 0; i < rows.size(); i++) {
            double middle = frame.middle(i);
            Stroke stroke = Stroke.solid(Palette.color(rows.get(i).method()), THIN);
            double[] at = rows.get(i).numbers().stream()
                    .mapToDouble(value -> frame.plot.across(frame.axis, value))
                    .toArray();
            frame.add(Lines.line(at[0], middle, at[1], middle, stroke));
            frame.add(Lines.line(at[3], middle, at[4], middle, stroke));
            frame.add(Lines.line(at[0], middle - BOX / 4, at[0], middle + BOX / 4, stroke));
            frame.add(Lines.line(at[4], middle - BOX / 4, at[4], middle + BOX / 4, stroke));
            frame.add(new Rectangle(at[1], middle - BOX / 2, at[3] - at[1], BOX, stroke, OptionalInt.empty()));
            frame.add(Lines.line(
                    at[2], middle - BOX / 2, at[2], middle + BOX / 2, Stroke.solid(stroke.color(), 2 * THIN)));
        }
        return Optional.of(frame.drawing());
    }

    /** Returns mean differences to the best method with their intervals, hollow where they contain 0; empty without any. */
    Optional<Drawing> differences(int metric) throws IOException {
        List<Row> rows = new ArrayList<>();
        List<PairedDifference> differences = new ArrayList<>();
        for (int method = 0; method < table.scores().methods().size(); method++) {
            Optional<PairedDifference> difference = statistics.significance().difference(method, metric);
            if (difference.isPresent()) {
                rows.add(new Row(
                        method,
                        List.of(difference.get().low(), 0.0, difference.get().high())));
                differences.add(difference.get());
            }
        }
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        int best = statistics.significance().reference(metric).orElseThrow();
        String reference = table.scores().methods().get(best).method().key();
        Frame frame = frame(rows, ScoreCharts.title(table, metric) + ": difference from " + reference);
        double zero = frame.plot.across(frame.axis, 0);
        frame.add(Lines.line(
                zero, frame.plot.y(), zero, frame.plot.y() + frame.plot.height(), Stroke.solid(Palette.BLACK, THIN)));
        for (int i = 0; i < rows.size(); i++) {
            PairedDifference difference = differences.get(i);
            int color = Palette.color(rows.get(i).method());
            Stroke stroke = Stroke.solid(color, THIN);
            double middle = frame.middle(i);
            double low = frame.plot.across(frame.axis, difference.low());
            double high = frame.plot.across(frame.axis, difference.high());
            double mean = frame.plot.across(frame.axis, difference.mean());
            frame.add(Lines.line(low, middle, high, middle, stroke));
            frame.add(new Disk(mean, middle, RADIUS, stroke, difference.excludesZero() ? color : Palette.WHITE));
        }
        return Optional.of(frame.drawing());
    }

    /** A frame with the names of its rows and an axis; what is drawn is added to it. */
    private static final class Frame {
        private final Plot plot;
        private final Axis axis;
        private final List<Graphic> shapes = new ArrayList<>();

        Frame(Plot plot, Axis axis) {
            this.plot = plot;
            this.axis = axis;
        }

        double middle(int row) {
            return plot.y() + (row + 0.5) * ROW;
        }

        void add(Graphic shape) {
            shapes.add(shape);
        }

        Drawing drawing() {
            return new Drawing(WIDTH, plot.y() + plot.height() + Plot.BELOW, shapes);
        }
    }

    private Frame frame(List<Row> rows, String title) throws IOException {
        List<String> names = new ArrayList<>();
        double widest = 0;
        for (Row row : rows) {
            String key = table.scores().methods().get(row.method()).method().key();
            String name = font.fitted(key, Plot.FONT, WIDEST_NAME);
            names.add(name);
            widest = Math.max(widest, font.width(name, Plot.FONT));
        }
        double left = widest + Plot.FONT;
        Plot plot = new Plot(left, Plot.ABOVE, WIDTH - left - RIGHT, rows.size() * ROW);
        Frame frame = new Frame(
                plot,
                Axis.around(
                        rows.stream().mapToDouble(Row::lowest).min().orElseThrow(),
                        rows.stream().mapToDouble(Row::highest).max().orElseThrow()));
        plot.horizontal(frame.axis).forEach(frame::add);
        frame.add(plot.frame());
        frame.add(Graphic.Text.of(
                WIDTH / 2,
                plot.title("").y(),
                font.fitted(title, Plot.TITLE, WIDTH),
                Plot.TITLE,
                Graphic.Anchor.MIDDLE));
        for (int i = 0; i < rows.size(); i++) {
            frame.add(plot.label(frame.middle(i), names.get(i)));
        }
        return frame;
    }

    /** Returns the value below which a share of sorted values is, interpolated between neighbors. */
    private static double quantile(double[] sorted, double share) {
        double position = share * (sorted.length - 1);
        int below = (int) position;
        double weight = position - below;
        return sorted[below] * (1 - weight) + sorted[Math.min(below + 1, sorted.length - 1)] * weight;
    }
}
