// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.runs;

import io.github.psfusion.cli.console.Console;
import io.github.psfusion.cli.console.ExitCode;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.training.RunComparison;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Puts training runs side by side. */
@Command(
        name = "compare",
        header = "put training runs side by side",
        customSynopsis = "psfusion runs compare DIR... [OPTIONS]",
        description = {
            "%nPut training runs side by side: steps, time, losses, and the settings in which",
            "they differ.%n",
            "Example:",
            "  psfusion runs compare runs/train-1 runs/train-2%n"
        },
        footer = "%nCommon options: psfusion --help.")
final class RunsCompareCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "DIR", arity = "1..*", description = "folders of runs, as train wrote them")
    private List<Path> folders = List.of();

    RunsCompareCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        RunComparison runs;
        try {
            runs = RunComparison.read(folders);
        } catch (NoSuchFileException e) {
            throw UserError.input(e.getFile() + ": there is no such file. Name folders of runs, as train wrote them.");
        }
        Console console = session.console();
        int columns = session.terminal().tableColumns();
        console.result(runs.text(columns, console.verbosity().outputAnsi()), runs.facts());
        return ExitCode.OK;
    }
}
