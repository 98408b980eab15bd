// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.train;

import io.github.psfusion.training.RunSettings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code train} on its run. */
final class RunOptions {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "run folder (default runs/train-N, a new number)")
    @Nullable
    Path output;

    @Option(names = "--resume", paramLabel = "DIR", description = "go on with the latest checkpoint there")
    @Nullable
    Path resume;

    @Option(names = "--checkpoint-every", paramLabel = "N", description = "steps (default 1000)")
    long checkpointEvery = RunSettings.defaults().checkpointEvery();

    @Option(names = "--keep", paramLabel = "N", description = "checkpoints kept beside the best (default 3)")
    int keep = RunSettings.defaults().keep();

    @Option(names = "--validate-every", paramLabel = "N", description = "steps (default 1000)")
    long validateEvery = RunSettings.defaults().validateEvery();

    @Option(names = "--preview-every", paramLabel = "N", description = "steps (default 1000)")
    long previewEvery = RunSettings.defaults().previewEvery();

    @Option(
            names = "--log",
            paramLabel = "LIST",
            description = "console, csv, jsonl, or none (default console,csv,jsonl)")
    String log = "console,csv,jsonl";

    @Option(names = "--dry-run", description = "build everything, run one step, say the time and the memory needed")
    boolean dryRun;

    RunSettings settings() {
        return new RunSettings(
                checkpointEvery,
                keep,
                validateEvery,
                previewEvery,
                RunSettings.defaults().validationPairs());
    }

    /** The records of a run. */
    enum LogKind {
        CONSOLE,
        CSV,
        JSONL
    }
}
