// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.report;

import io.github.psfusion.evaluation.ScoreStatistics;
import java.util.List;

/** The formats in which scores are written. */
public enum ReportFormat {
    /** A page that opens offline, with curves and images. */
    HTML,
    /** Two tables: a row per image, and a row per method and metric. */
    CSV,
    /** The table of means, for a README. */
    MARKDOWN,
    /** The table of means, for a paper. */
    LATEX,
    /** Everything, unrounded; it can be read back. */
    JSON;

    /** Returns the names of the files in the folder of the reports. */
    List<String> files() {
        return switch (this) {
            case HTML -> List.of(HtmlReport.PAGE);
            case CSV -> List.of(CsvReport.SCORES, CsvReport.SUMMARY);
            case MARKDOWN -> List.of(MarkdownReport.TABLE);
            case LATEX -> List.of(LatexReport.TABLE);
            case JSON -> List.of(JsonReport.SCORES);
        };
    }

    /**
     * Returns the report as text; of CSV the table with a row per image.
     *
     * @throws IllegalStateException of {@link #HTML}, whose page also holds images
     */
    public String text(ScoreStatistics statistics, TableStyle style) {
        return switch (this) {
            case HTML -> throw new IllegalStateException("a page is a file");
            case CSV -> CsvReport.scores(statistics.scores());
            case MARKDOWN -> MarkdownReport.text(statistics, style);
            case LATEX -> LatexReport.text(statistics, style);
            case JSON -> JsonReport.text(statistics);
        };
    }
}
