// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.compare;

import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.evaluation.report.Decimals;
import io.github.psfusion.evaluation.report.TableStyle;
import io.github.psfusion.metrics.MetricDescription;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the tables for papers and READMEs look. */
final class TableOptions {
    @Option(
            names = "--digits",
            paramLabel = "LIST",
            description = "digits after the decimal point: 3 for all metrics, SD=1 for one, 3,SD=1 (default: four below"
                    + " 10, fewer above)")
    private @Nullable String digits;

    @Option(names = "--transpose", description = "a column per method, a row per metric")
    private boolean transpose;

    @Option(names = "--no-deviations", description = "means without their standard deviations")
    private boolean noDeviations;

    @Option(names = "--caption", paramLabel = "TEXT", description = "caption of table.tex, in LaTeX")
    private @Nullable String caption;

    @Option(names = "--label", paramLabel = "KEY", description = "label of table.tex (default tab:scores)")
    private String label = TableStyle.DEFAULT.label();

    /**
     * Returns the style.
     *
     * @throws UserError if an option has a value that cannot be read
     */
    TableStyle style() {
        return new TableStyle(
                decimals(),
                transpose ? TableStyle.Methods.COLUMNS : TableStyle.Methods.ROWS,
                noDeviations ? TableStyle.Deviations.HIDDEN : TableStyle.Deviations.SHOWN,
                Optional.ofNullable(caption),
                checkedLabel());
    }

    private Decimals decimals() {
        try {
            return digits == null ? Decimals.USUAL : Decimals.parse(digits);
        } catch (IllegalArgumentException e) {
            throw UserError.usage("--digits " + e.getMessage() + ".");
        }
    }

    private String checkedLabel() {
        if (!TableStyle.isLabel(label)) {
            throw UserError.usage("--label " + label + ": expected letters, digits and any of : . _ + / -");
        }
        return label;
    }

    /**
     * Checks that there are all metrics that have digits of their own.
     *
     * @throws UserError naming one that is not in the table
     */
    void check(List<MetricDescription> metrics) {
        try {
            decimals().check(metrics);
        } catch (IllegalArgumentException e) {
            throw UserError.usage("--digits " + digits + ": " + e.getMessage() + ".");
        }
    }
}
