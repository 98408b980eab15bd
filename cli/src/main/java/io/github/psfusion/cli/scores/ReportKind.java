// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.scores;

import io.github.psfusion.evaluation.Comparison;
import io.github.psfusion.evaluation.report.CsvReport;
import io.github.psfusion.evaluation.report.JsonReport;
import io.github.psfusion.evaluation.report.LatexReport;
import io.github.psfusion.evaluation.report.MarkdownReport;
import java.util.List;
import java.util.Optional;

/** The forms in which scores are written. */
public enum ReportKind {
    /** A page that opens offline, with pictures and curves. */
    HTML,
    /** Two tables: a row a picture, and a row a method and metric. */
    CSV,
    /** The table of means, for a README. */
    MARKDOWN,
    /** The table of means, for a paper. */
    LATEX,
    /** Everything, unrounded; {@code compare} reads it. */
    JSON;

    /** Returns the names of the files in the folder of the reports. */
    List<String> files() {
        return switch (this) {
            case HTML -> List.of("report.html");
            case CSV -> List.of(CsvReport.SCORES, CsvReport.SUMMARY);
            case MARKDOWN -> List.of("table.md");
            case LATEX -> List.of("table.tex");
            case JSON -> List.of(JsonReport.SCORES);
        };
    }

    /** Returns the report as text; empty for a page, which is made of pictures too. */
    public Optional<String> text(Comparison comparison) {
        return switch (this) {
            case HTML -> Optional.empty();
            case CSV -> Optional.of(CsvReport.scores(comparison));
            case MARKDOWN -> Optional.of(MarkdownReport.text(comparison));
            case LATEX -> Optional.of(LatexReport.text(comparison));
            case JSON -> Optional.of(JsonReport.text(comparison));
        };
    }
}
