// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.report;

import io.github.psfusion.evaluation.FusionScores;
import io.github.psfusion.evaluation.MethodScores;
import io.github.psfusion.evaluation.SafeNames;
import io.github.psfusion.evaluation.ScoreTable;
import io.github.psfusion.metrics.MetricDescription;
import io.github.psfusion.platform.AtomicFile;
import io.github.psfusion.platform.Csv;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Scores as the sheets of the field's MATLAB program (Linfeng-Tang/Evaluation-for-Image-Fusion) arrange them: a sheet per metric, a
 * column per method under its name, a row per pair, numbers alone. That program writes a workbook; here each sheet is a CSV file. The
 * pairs of the rows are named in a file beside the sheets, since the sheets have no column for them; as there, source baselines
 * have no column unless there is nothing else.
 */
public final class SheetReport {
    /** Name of the file that names the pairs of the rows, one per line; it can serve as a list of pairs. */
    public static final String PAIRS = "pairs.txt";

    private SheetReport() {}

    /**
     * Writes {@code METRIC.csv} for each metric, and {@value #PAIRS}; signs that a file name must not have are replaced. Older files are replaced. An empty field is a value that does
     * not exist or is not finite.
     *
     * @param folder is made if it does not exist
     */
    public static void write(ScoreTable table, Path folder) throws IOException {
        AtomicFile.makeFolder(folder);
        FusionScores scores = table.scores();
        List<String> names = SafeNames.distinct(
                scores.metrics().stream().map(MetricDescription::key).toList());
        for (int metric = 0; metric < names.size(); metric++) {
            Path file = folder.resolve(names.get(metric) + ".csv");
            AtomicFile.write(file, sheet(table, metric).getBytes(StandardCharsets.UTF_8));
        }
        String pairs = String.join("\n", scores.pairs()) + "\n";
        AtomicFile.write(folder.resolve(PAIRS), pairs.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the text of a metric's sheet. */
    static String sheet(ScoreTable table, int metric) {
        List<MethodScores> methods = table.scores().methods();
        List<Integer> columns = columns(table);
        StringBuilder text = new StringBuilder(Csv.row(columns.stream()
                .map(method -> methods.get(method).method().key())
                .toList()));
        List<double[]> values =
                columns.stream().map(method -> table.values(method, metric)).toList();
        for (int pair = 0; pair < table.scores().pairs().size(); pair++) {
            List<String> row = new ArrayList<>();
            for (double[] column : values) {
                row.add(Double.isNaN(column[pair]) ? "" : Csv.number(column[pair]));
            }
            text.append(Csv.row(row));
        }
        return text.toString();
    }

    private static List<Integer> columns(ScoreTable table) {
        List<Integer> all = new ArrayList<>();
        List<Integer> ranked = new ArrayList<>();
        for (int method = 0; method < table.scores().methods().size(); method++) {
            all.add(method);
            if (!table.isBaseline(method)) {
                ranked.add(method);
            }
        }
        return ranked.isEmpty() ? all : ranked;
    }
}
