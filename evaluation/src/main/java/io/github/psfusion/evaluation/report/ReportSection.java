// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table of a report with its heading.
 *
 * @param title the heading
 * @param note what a reader must know of the table; may be empty
 * @param table the table
 */
public record ReportSection(String title, String note, TextGrid table) {
    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("title", title);
        json.put("note", note);
        json.put("heads", table.heads());
        json.put(
                "rows",
                table.rows().stream()
                        .map(row -> row.stream().map(TextGrid.Cell::text).toList())
                        .toList());
        return json;
    }
}
