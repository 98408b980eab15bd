// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.log;

import io.github.psfusion.platform.AtomicFile;
import io.github.psfusion.platform.LineFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * A table of the losses, {@code losses.csv}: a row a step with full precision and decimal points, whatever the locale.
 *
 * <p>A resumed run continues behind the step of its checkpoint: rows of later steps, which are done again, are dropped.
 */
public final class CsvLog implements RunLog {
    private final LineFile lines;
    private @Nullable String header;

    private CsvLog(LineFile lines, @Nullable String header) {
        this.lines = lines;
        this.header = header;
    }

    /**
     * Opens the table.
     *
     * @param stepsDone steps whose rows are kept, if there is a table already
     */
    public static CsvLog open(Path file, long stepsDone) throws IOException {
        List<String> kept = keep(file, stepsDone);
        return new CsvLog(LineFile.open(file), kept.isEmpty() ? null : kept.get(0));
    }

    /** Drops the rows of later steps from a table, and returns the others with the header. */
    static List<String> keep(Path file, long stepsDone) throws IOException {
        List<String> kept = rowsUpTo(file, stepsDone);
        StringBuilder text = new StringBuilder();
        kept.forEach(row -> text.append(row).append('\n'));
        AtomicFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
        return kept;
    }

    private static List<String> rowsUpTo(Path file, long stepsDone) throws IOException {
        List<String> kept = new ArrayList<>();
        if (stepsDone > 0 && Files.exists(file)) {
            for (String row : Files.readAllLines(file)) {
                if (kept.isEmpty() || stepOf(row) <= stepsDone) {
                    kept.add(row);
                }
            }
        }
        return kept;
    }

    /** Returns the step of a row; one that a kill has cut short counts as later than all others. */
    static long stepOf(String row) {
        try {
            return Long.parseLong(row.substring(0, Math.max(row.indexOf(','), 0)));
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    @Override
    public void step(StepResult result) throws IOException {
        if (header == null) {
            StringJoiner names = new StringJoiner(",");
            names.add("step").add("total");
            result.terms().keySet().forEach(names::add);
            names.add("gradient-norm").add("learning-rate").add("seconds");
            header = names.toString();
            lines.add(header);
        }
        StringJoiner row = new StringJoiner(",");
        row.add(Long.toString(result.step())).add(Double.toString(result.total()));
        result.terms().values().forEach(value -> row.add(Double.toString(value)));
        row.add(Double.toString(result.gradientNorm()))
                .add(Double.toString(result.learningRate()))
                .add(Double.toString(result.seconds()));
        lines.add(row.toString());
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
