// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.compare;

import io.github.psfusion.cli.console.Choices;
import io.github.psfusion.cli.console.JsonMode;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.cli.scores.ReportFolder;
import io.github.psfusion.cli.scores.ReportKind;
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
            description = "folder of the reports and of the images that are made here")
    private @Nullable Path folder;

    @Option(
            names = "--report",
            paramLabel = "LIST",
            description =
                    "html, csv, markdown, latex, json, or all (default). Without -o: one of the last four, for standard"
                            + " output instead of the table")
    private String kinds = ALL;

    @Option(
            names = "--contact-sheet",
            paramLabel = "N",
            description = "pairs whose images stand in the page (default 6)")
    private int contactSheet = 6;

    @Option(names = "--sheets", description = "also sheets/METRIC.csv: a row a pair, a column a method")
    private boolean sheets;

    @Option(
            names = "--significance",
            paramLabel = "T",
            description =
                    "which differences to the best method count: bootstrap (default: its 95 %% interval leaves out"
                            + " 0), wilcoxon (p below 0.05), none")
    private SignificanceTest significance = SignificanceTest.BOOTSTRAP;

    @Option(
            names = "--fail-below",
            paramLabel = "R",
            description =
                    "status 7 if a mean is worse than R times that of the first method: of those that run here, else"
                            + " of the first folder, else of the first file")
    private @Nullable Double failBelow;

    @Option(names = "--overwrite", description = "replace existing reports, and images of other runs")
    private boolean overwrite;

    /**
     * Checks that the reports have a place.
     *
     * @param json the form of results on standard output
     * @throws UserError if they have none
     */
    void check(JsonMode json) {
        Set<ReportKind> chosen = kinds();
        if (contactSheet < 0) {
            throw UserError.usage("--contact-sheet " + contactSheet + ": expected 0 or more.");
        }
        if (folder != null) {
            return;
        }
        if (sheets) {
            throw UserError.usage("--sheets writes files. Name their folder with -o DIR.");
        }
        if (kinds.equals(ALL)) {
            return;
        }
        if (chosen.contains(ReportKind.HTML)) {
            throw UserError.usage("--report html is a file. Name its folder with -o DIR.");
        }
        if (chosen.size() > 1) {
            throw UserError.usage("--report " + kinds
                    + ": standard output takes one of them. Name a folder for several with -o DIR.");
        }
        if (json != JsonMode.OFF && !chosen.contains(ReportKind.JSON)) {
            throw UserError.usage("--json and --report " + kinds
                    + " both write to standard output. Name a folder for the report with -o DIR.");
        }
    }

    private Set<ReportKind> kinds() {
        if (List.of(kinds.split(",", -1)).contains(ALL)) {
            return EnumSet.allOf(ReportKind.class);
        }
        Set<ReportKind> chosen = Choices.of(ReportKind.class).convertList("--report", kinds);
        if (chosen.isEmpty()) {
            throw UserError.usage("--report " + kinds + ": expected html, csv, markdown, latex, json, or all.");
        }
        return chosen;
    }

    /** Returns the one report that goes to standard output in place of the table. */
    Optional<ReportKind> standardOutput() {
        return folder != null || kinds.equals(ALL)
                ? Optional.empty()
                : kinds().stream().findFirst();
    }

    /** Returns how many pairs show their images in the page. */
    int contactSheet() {
        return contactSheet;
    }

    /** Returns the folder of the reports, if one was named. */
    Optional<ReportFolder> folder() {
        if (folder == null) {
            return Optional.empty();
        }
        ReportFolder reports = new ReportFolder(folder, kinds(), sheets);
        boolean differences = significance != SignificanceTest.NONE && kinds().contains(ReportKind.CSV);
        return Optional.of(differences ? reports.with(DifferenceTable.FILE, DifferenceTable::text) : reports);
    }

    /** Returns which differences count. */
    SignificanceTest significance() {
        return significance;
    }

    /**
     * Returns the check of means, if it is wanted.
     *
     * @throws UserError if its number is out of range
     */
    Optional<FailBelow> failBelow() {
        return Optional.ofNullable(failBelow).map(FailBelow::new);
    }

    /** Returns whether existing files are replaced. */
    boolean overwrite() {
        return overwrite;
    }
}
