// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.compare;

import io.github.psfusion.cli.console.Choices;
import io.github.psfusion.cli.console.JsonMode;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.cli.scores.Scoring;
import io.github.psfusion.evaluation.RegressionCheck;
import io.github.psfusion.evaluation.SignificanceCriterion;
import io.github.psfusion.evaluation.report.ReportFolder;
import io.github.psfusion.evaluation.report.ReportFormat;
import io.github.psfusion.evaluation.report.TableStyle;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which reports are written, and where. */
final class ReportOptions {
    private static final String ALL = "all";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "folder for the reports and for the images that are made here")
    private @Nullable Path folder;

    @Option(
            names = "--report",
            paramLabel = "LIST",
            description =
                    "html, csv, markdown, latex, json, or all (default). Without -o: one of the last four, for standard"
                            + " output instead of the table")
    private String formats = ALL;

    @Option(names = "--contact-sheet", paramLabel = "N", description = "pairs whose images the page shows (default 6)")
    private int contactSheet = 6;

    @Option(names = "--sheets", description = "also sheets/METRIC.csv: a row per pair, a column per method")
    private boolean sheets;

    @Option(names = "--charts", description = "also charts/*.svg and charts/*.pdf: every chart of the page, for print")
    private boolean charts;

    @Option(
            names = "--name",
            paramLabel = "TEXT",
            description = "name of the data set, for titles and captions (default: that of its folder)")
    private @Nullable String name;

    @Option(
            names = "--significance",
            paramLabel = "T",
            description = "which differences to the best method are significant: bootstrap (default: the 95 %% interval"
                    + " excludes 0), wilcoxon (p below 0.05), none")
    private SignificanceCriterion significance = SignificanceCriterion.BOOTSTRAP;

    @Option(
            names = "--fail-below",
            paramLabel = "R",
            description =
                    "exit code 7 if a mean is worse than R times that of the first method: of those that run here, else"
                            + " of the first folder, else of the first file")
    private @Nullable Double failBelow;

    @Option(names = "--overwrite", description = "replace existing reports, and images of other runs")
    private boolean overwrite;

    /**
     * Checks that the reports can be written somewhere.
     *
     * @param json the form of results on standard output
     * @throws UserError if they cannot
     */
    void check(JsonMode json) {
        Scoring.requireFolder(folder);
        Set<ReportFormat> chosen = formats();
        if (contactSheet < 0) {
            throw UserError.usage("--contact-sheet " + contactSheet + ": expected 0 or more.");
        }
        if (folder != null) {
            return;
        }
        if (sheets || charts) {
            throw UserError.usage((sheets ? "--sheets" : "--charts") + " writes files. Name their folder with -o DIR.");
        }
        if (formats.equals(ALL)) {
            return;
        }
        if (chosen.contains(ReportFormat.HTML)) {
            throw UserError.usage("--report html is a file. Name its folder with -o DIR.");
        }
        if (chosen.size() > 1) {
            throw UserError.usage("--report " + formats
                    + ": standard output takes one of them. Name a folder for several with -o DIR.");
        }
        if (json != JsonMode.OFF && !chosen.contains(ReportFormat.JSON)) {
            throw UserError.usage("--json and --report " + formats
                    + " both write to standard output. Name a folder for the report with -o DIR.");
        }
    }

    private Set<ReportFormat> formats() {
        if (List.of(formats.split(",", -1)).contains(ALL)) {
            return EnumSet.allOf(ReportFormat.class);
        }
        Set<ReportFormat> chosen = Choices.of(ReportFormat.class).convertList("--report", formats);
        if (chosen.isEmpty()) {
            throw UserError.usage("--report " + formats + ": expected html, csv, markdown, latex, json, or all.");
        }
        return chosen;
    }

    /** Returns the one report that goes to standard output in place of the table. */
    Optional<ReportFormat> standardOutput() {
        return folder != null || formats.equals(ALL)
                ? Optional.empty()
                : formats().stream().findFirst();
    }

    /** Returns how many pairs show their images in the page. */
    int contactSheet() {
        return contactSheet;
    }

    /** Returns the folder of the reports, if one was named. */
    Optional<ReportFolder> folder(TableStyle style) {
        if (folder == null) {
            return Optional.empty();
        }
        Set<ReportFormat> chosen = formats();
        ReportFolder reports = ReportFolder.of(folder, chosen).withStyle(style);
        boolean differences = significance != SignificanceCriterion.NONE && chosen.contains(ReportFormat.CSV);
        reports = differences ? reports.withDifferences() : reports;
        reports = sheets ? reports.withSheets() : reports;
        return Optional.of(charts ? reports.withCharts() : reports);
    }

    /** Returns the name of the data set, if one was given. */
    Optional<String> name() {
        return Optional.ofNullable(name);
    }

    /** Returns which differences are significant. */
    SignificanceCriterion significance() {
        return significance;
    }

    /**
     * Returns the check of means, if it is asked for.
     *
     * @throws UserError if its number is out of range
     */
    Optional<RegressionCheck> regressionCheck() {
        try {
            return Optional.ofNullable(failBelow).map(RegressionCheck::new);
        } catch (IllegalArgumentException e) {
            throw UserError.usage("--fail-below " + e.getMessage() + ".");
        }
    }

    /** Returns whether existing files are replaced. */
    boolean overwrite() {
        return overwrite;
    }
}
