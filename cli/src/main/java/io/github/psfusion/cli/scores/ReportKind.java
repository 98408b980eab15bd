// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.scores;

import io.github.psfusion.evaluation.Comparison;
import io.github.psfusion.evaluation.report.CsvReport;
import io.github.psfusion.evaluation.report.HtmlReport;
import io.github.psfusion.evaluation.report.JsonReport;
import io.github.psfusion.evaluation.report.LatexReport;
import io.github.psfusion.evaluation.report.MarkdownReport;
import java.util.List;

/** The forms in which scores are written. */
public enum ReportKind {
    /** A page that opens offline, with curves and images. */
    HTML,
    /** Two tables: a row an image, and a row a method and metric. */
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
            case HTML -> List.of(HtmlReport.PAGE);
            case CSV -> List.of(CsvReport.SCORES, CsvReport.SUMMARY);
            case MARKDOWN -> List.of("table.md");
            case LATEX -> List.of("table.tex");
            case JSON -> List.of(JsonReport.SCORES);
        };
    }

    /**
     * Returns the report as text.
     *
     * @throws IllegalStateException of a page, which is made of images too
     */
    public String text(Comparison comparison) {
        return switch (this) {
            case HTML -> throw new IllegalStateException("a page is a file");
            case CSV -> CsvReport.scores(comparison);
            case MARKDOWN -> MarkdownReport.text(comparison);
            case LATEX -> LatexReport.text(comparison);
            case JSON -> JsonReport.text(comparison);
        };
    }
}
