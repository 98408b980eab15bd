// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.dataset;

import io.github.psfusion.cli.console.ExitCode;
import io.github.psfusion.cli.console.ProgressDisplay;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.cli.pairs.NameOptions;
import io.github.psfusion.datasets.CheckOptions;
import io.github.psfusion.datasets.DatasetCheck;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.codec.DecodeLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks for what would go wrong with a data set. */
@Command(
        name = "check",
        header = "look for what would go wrong",
        customSynopsis = "psfusion dataset check DIR [OPTIONS]",
        description = {
            "Check a data set: layout, numbers per split, sizes, depths, missing partners, duplicates, labels out of"
                    + " range, swapped or shifted pairs. Exit code 7 if there are faults.%n",
            "Examples:",
            "  psfusion dataset check MSRS",
            "  psfusion dataset check scenes --deep --json%n"
        },
        footer = "%nCommon options: psfusion --help.")
final class CheckCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "DIR", description = "the data set")
    private Path folder = Path.of("");

    @Option(names = "--deep", description = "decode every file; needed to see labels and shifts")
    private boolean deep;

    @Option(names = "--classes", paramLabel = "N", description = "classes of the labels (default 9, those of MSRS)")
    private int classes = CheckOptions.defaults().classes();

    @Mixin
    private NameOptions names = new NameOptions();

    CheckCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        if (classes < 1 || classes > LabelMap.IGNORED) {
            throw UserError.usage("--classes " + classes + ": expected a number from 1 to " + LabelMap.IGNORED + ".");
        }
        CheckOptions options = CheckOptions.defaults()
                .withClasses(classes)
                .withNaming(names.naming())
                .withThoroughness(deep ? CheckOptions.Thoroughness.PIXELS : CheckOptions.Thoroughness.HEADERS)
                .withLimits(
                        DecodeLimits.defaults().withMaxPixels(session.common().maxPixels()));
        DatasetCheck.Result result;
        try (ProgressDisplay progress = session.console().progress("check")) {
            result = DatasetCheck.of(folder, options, (done, total) -> {
                session.cancellation().check();
                progress.at(done, total, "");
            });
        }
        session.console().result(result.text() + (deep ? "" : "; --deep looks at every pixel"), result.facts(folder));
        return result.hasFaults() ? ExitCode.CHECK_FAILED : ExitCode.OK;
    }
}
