// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.log;

import io.github.psfusion.platform.AtomicFile;
import io.github.psfusion.platform.Csv;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * An image of the table of losses, {@code losses.png}: a line for each term on a logarithmic scale, averaged over neighboring
 * steps. Drawn anew whenever something was saved, and at the end. A chart that cannot be drawn never stops a run.
 */
public final class LossChart implements RunLog {
    private static final System.Logger LOG = System.getLogger(LossChart.class.getName());
    private static final int MOST_POINTS = 200;
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 600;

    private final Path table;
    private final Path validations;
    private final Path image;

    /** Draws the tables of {@link CsvLog} and {@link ValidationTable} into a PNG. */
    public LossChart(Path table, Path validations, Path image) {
        this.table = table;
        this.validations = validations;
        this.image = image;
    }

    @Override
    public void saved(Path file) {
        draw();
    }

    @Override
    public void close() {
        draw();
    }

    private void draw() {
        try {
            List<String> lines = Files.readAllLines(table);
            if (lines.size() < 3) {
                return; // a line needs two points
            }
            ByteArrayOutputStream png = new ByteArrayOutputStream();
            var unused = ImageIO.write(BitmapEncoder.getBufferedImage(chart(lines, validations())), "png", png);
            AtomicFile.write(image, png.toByteArray());
        } catch (IOException | RuntimeException | LinkageError e) {
            LOG.log(System.Logger.Level.DEBUG, "no chart of the losses: {0}", e.toString());
        }
    }

    /** Returns steps and totals of the validations. */
    private List<double[]> validations() throws IOException {
        if (!Files.exists(validations)) {
            return List.of();
        }
        List<String> lines = Files.readAllLines(validations);
        if (lines.size() < 2) {
            return List.of();
        }
        int total = Csv.fields(lines.get(0)).indexOf("total");
        List<double[]> points = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            List<String> cells = Csv.fields(line);
            points.add(new double[] {Double.parseDouble(cells.get(0)), Double.parseDouble(cells.get(total))});
        }
        return points;
    }

    private static void add(XYChart chart, List<double[]> validations) {
        List<double[]> positive =
                validations.stream().filter(point -> point[1] > 0).toList();
        if (!positive.isEmpty()) {
            XYSeries series = chart.addSeries(
                    "validation (total)",
                    positive.stream().map(point -> point[0]).toList(),
                    positive.stream().map(point -> point[1]).toList());
            series.setMarker(SeriesMarkers.DIAMOND);
            series.setLineColor(Color.BLACK);
            series.setMarkerColor(Color.BLACK);
        }
    }

    private static XYChart chart(List<String> lines, List<double[]> validations) {
        List<String> names = List.of(lines.get(0).split(",", -1));
        List<double[]> rows = averaged(lines.subList(1, lines.size()), names.size());
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title("Losses, unweighted terms and weighted total")
                .xAxisTitle("step")
                .build();
        chart.getStyler().setYAxisLogarithmic(true);
        chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE);
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        int lastTerm = names.indexOf("gradient-norm");
        for (int column = 1; column < lastTerm; column++) {
            List<Double> x = new ArrayList<>();
            List<Double> y = new ArrayList<>();
            for (double[] row : rows) {
                if (row[column] > 0) { // a logarithm needs it; terms of unlabelled batches are 0
                    x.add(row[0]);
                    y.add(row[column]);
                }
            }
            if (x.size() > 1) {
                chart.addSeries(names.get(column), x, y).setMarker(SeriesMarkers.NONE);
            }
        }
        add(chart, validations);
        return chart;
    }

    private static List<double[]> averaged(List<String> lines, int columns) {
        int perPoint = (lines.size() + MOST_POINTS - 1) / MOST_POINTS;
        List<double[]> rows = new ArrayList<>();
        for (int first = 0; first < lines.size(); first += perPoint) {
            List<String> group = lines.subList(first, Math.min(first + perPoint, lines.size()));
            double[] mean = new double[columns];
            for (String line : group) {
                String[] cells = line.split(",", -1);
                for (int column = 0; column < columns; column++) {
                    mean[column] += Double.parseDouble(cells[column]) / group.size();
                }
            }
            rows.add(mean);
        }
        return rows;
    }
}
