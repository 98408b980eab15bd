// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.log;

import io.github.psfusion.platform.Csv;
import io.github.psfusion.platform.LineFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A table of the validations, {@code validation.csv}: a row each, with total, terms and metrics; an empty field is no value. */
public final class ValidationTable implements RunLog {
    private final LineFile lines;
    private @Nullable List<String> head;
    private long last;

    private ValidationTable(LineFile lines, List<String> kept) {
        this.lines = lines;
        head = kept.isEmpty() ? null : Csv.fields(kept.get(0));
        last = kept.size() < 2 ? -1 : CsvLog.stepOf(kept.get(kept.size() - 1));
    }

    /**
     * Opens the table.
     *
     * @param stepsDone steps whose rows are kept, if there is a table already
     */
    public static ValidationTable open(Path file, long stepsDone) throws IOException {
        List<String> kept = CsvLog.keep(file, stepsDone);
        return new ValidationTable(LineFile.open(file), kept);
    }

    @Override
    public void validated(ValidationResult result) throws IOException {
        if (result.step() == last) {
            return; // a resumed run repeats the validation of its last step
        }
        Map<String, String> values = new LinkedHashMap<>();
        values.put("step", Long.toString(result.step()));
        values.put("pairs", Integer.toString(result.pairs()));
        values.put("total", Csv.number(result.total()));
        result.terms().forEach((name, value) -> values.put(name, Csv.number(value)));
        result.metrics().forEach((name, value) -> values.put(name, Csv.number(value)));
        List<String> columns = head;
        if (columns == null) {
            columns = new ArrayList<>(values.keySet());
            head = columns;
            lines.add(Csv.row(columns).stripTrailing());
        }
        lines.add(Csv.row(columns.stream()
                        .map(column -> values.getOrDefault(column, ""))
                        .toList())
                .stripTrailing());
        last = result.step();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
