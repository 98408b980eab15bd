// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.train;

import io.github.psfusion.cli.console.Console;
import io.github.psfusion.cli.console.Outputs;
import io.github.psfusion.training.StepResult;
import io.github.psfusion.training.ValidationResult;
import io.github.psfusion.training.log.CsvLog;
import io.github.psfusion.training.log.JsonLinesLog;
import io.github.psfusion.training.log.LossChart;
import io.github.psfusion.training.log.RunLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The records of a run that the user wants; opened when it is known how many steps are done already. */
final class RunRecords implements RunLog {
    private static final String LOSSES = "losses.csv";

    private final Path folder;
    private final Set<RunOptions.LogKind> kinds;
    private final Console console;
    private RunLog logs = RunLog.all(List.of());

    RunRecords(Path folder, Set<RunOptions.LogKind> kinds, Console console) {
        this.folder = folder;
        this.kinds = kinds;
        this.console = console;
    }

    /**
     * Opens the records.
     *
     * @param done steps done before
     * @param steps all steps
     */
    void open(long done, long steps) throws IOException {
        List<RunLog> opened = new ArrayList<>();
        if (kinds.contains(RunOptions.LogKind.CONSOLE)) {
            opened.add(new ConsoleLog(console, steps));
        }
        Outputs.write(folder.resolve(LOSSES), () -> {
            if (kinds.contains(RunOptions.LogKind.JSONL)) {
                opened.add(JsonLinesLog.open(folder.resolve("log.jsonl"), done, Clock.systemUTC()));
            }
            if (kinds.contains(RunOptions.LogKind.CSV)) {
                opened.add(CsvLog.open(folder.resolve(LOSSES), done));
                opened.add(new LossChart(folder.resolve(LOSSES), folder.resolve("losses.png")));
            }
        });
        logs = RunLog.all(opened);
    }

    @Override
    public void step(StepResult result) throws IOException {
        logs.step(result);
    }

    @Override
    public void validated(ValidationResult result) throws IOException {
        logs.validated(result);
    }

    @Override
    public void saved(Path file) throws IOException {
        logs.saved(file);
    }

    @Override
    public void close() throws IOException {
        logs.close();
    }
}
