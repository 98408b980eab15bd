// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.figure;

import io.github.psfusion.evaluation.SafeNames;
import io.github.psfusion.evaluation.ScoreStatistics;
import io.github.psfusion.evaluation.ScoreTable;
import io.github.psfusion.metrics.Direction;
import io.github.psfusion.metrics.MetricDescription;
import io.github.psfusion.platform.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The charts of scores for print, each as SVG and as PDF: {@code curves}, the cumulative curves of all metrics with one legend, and
 * for each metric {@code METRIC-curves} with a legend of its own, {@code METRIC-boxes}, and {@code METRIC-differences} where there
 * are differences to the best method. All are over the common pairs. Equal scores give equal files.
 *
 * <p>A sign that Liberation Sans lacks, such as those of Chinese, is a question mark in a PDF; a warning names it.
 */
public final class ScoreCharts {
    private ScoreCharts() {}

    /**
     * Writes all charts, replacing older ones.
     *
     * @param folder is made if it does not exist
     */
    public static void write(ScoreStatistics statistics, Path folder) throws IOException {
        AtomicFile.makeFolder(folder);
        PrintFont font = PrintFont.read();
        for (Map.Entry<String, Drawing> chart : all(statistics, font).entrySet()) {
            byte[] svg = SvgFile.of(chart.getValue()).getBytes(StandardCharsets.UTF_8);
            AtomicFile.write(folder.resolve(chart.getKey() + ".svg"), svg);
            AtomicFile.write(folder.resolve(chart.getKey() + ".pdf"), PdfFile.of(chart.getValue(), font));
        }
        font.reportMissing(folder);
    }

    /** Returns the drawings by the names of their files. */
    static Map<String, Drawing> all(ScoreStatistics statistics, PrintFont font) throws IOException {
        ScoreTable table = statistics.table();
        CurveChart curves = new CurveChart(table, font);
        RowChart rows = new RowChart(statistics, font);
        Map<String, Drawing> charts = new LinkedHashMap<>();
        charts.put("curves", curves.ofAll());
        List<String> names = SafeNames.distinct(
                table.scores().metrics().stream().map(MetricDescription::key).toList());
        for (int metric = 0; metric < names.size(); metric++) {
            String name = names.get(metric);
            charts.put(name + "-curves", curves.ofMetric(metric));
            rows.boxes(metric).ifPresent(drawing -> charts.put(name + "-boxes", drawing));
            rows.differences(metric).ifPresent(drawing -> charts.put(name + "-differences", drawing));
        }
        return charts;
    }

    /** Returns a metric with the arrow of its better direction, and the number of pairs where these are not all. */
    static String title(ScoreTable table, int metric) {
        MetricDescription description = table.scores().metrics().get(metric);
        int pairs = table.scores().pairs().size();
        int common = table.common().count(metric);
        return description.key()
                + (description.direction() == Direction.HIGHER_IS_BETTER ? " ↑" : " ↓")
                + (common == pairs ? "" : " (n = " + common + " of " + pairs + ")");
    }
}
