// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.train;

import io.github.psfusion.cli.console.Outputs;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.pipeline.OutputFiles;
import io.github.psfusion.training.RunFolder;
import io.github.psfusion.training.RunLock;
import io.github.psfusion.training.RunSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code train} on its run. */
final class RunOptions {
    private static final Path RUNS = Path.of("runs");

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "run folder (default runs/train-N, a new number)")
    @Nullable
    Path output;

    @Option(names = "--resume", paramLabel = "DIR", description = "continue from the latest checkpoint there")
    @Nullable
    Path resume;

    @Option(names = "--checkpoint-every", paramLabel = "N", description = "steps (default 1000)")
    long checkpointEvery = RunSettings.defaults().checkpointEvery();

    @Option(names = "--keep", paramLabel = "N", description = "checkpoints kept beside the best (default 3)")
    int keep = RunSettings.defaults().keep();

    @Option(names = "--validate-every", paramLabel = "N", description = "steps (default 1000)")
    long validateEvery = RunSettings.defaults().validateEvery();

    @Option(
            names = "--patience",
            paramLabel = "N",
            description = "end after N validations in a row without a lower loss (default 0: never)")
    int patience = RunSettings.defaults().patience();

    @Option(names = "--preview-every", paramLabel = "N", description = "steps (default 1000)")
    long previewEvery = RunSettings.defaults().previewEvery();

    @Option(
            names = "--log",
            paramLabel = "LIST",
            description = "console, csv, jsonl, tensorboard, or none (default console,csv,jsonl)")
    String log = "console,csv,jsonl";

    @Option(
            names = "--dry-run",
            description = "set everything up, run two steps, validate a pair, write a checkpoint and delete it; report"
                    + " time and memory")
    boolean dryRun;

    /** Returns the nearest folder of the run that exists: on its disk. */
    Path place() {
        Path folder = resume != null ? resume : output != null ? output : RUNS;
        Path place = folder.toAbsolutePath().normalize();
        while (!Files.isDirectory(place) && place.getParent() != null) {
            place = place.getParent();
        }
        return place;
    }

    RunSettings settings() {
        return new RunSettings(
                checkpointEvery,
                keep,
                validateEvery,
                previewEvery,
                RunSettings.defaults().validationPairs(),
                patience);
    }

    /**
     * Checks, before anything costs time, that there is a run to resume or none that a new one would overwrite.
     *
     * @throws UserError if not
     * @throws IOException if the folder cannot be listed
     */
    void checkFolder() throws IOException {
        if (resume != null && output != null) {
            throw UserError.usage("--resume continues in its own folder; leave -o out.");
        }
        if (resume != null) {
            refuse(new RunFolder(resume).obstacleToResume(), UserError::input);
        } else if (output != null) {
            refuse(new RunFolder(output).obstacleToStart(), UserError::output);
        }
    }

    private static void refuse(Optional<String> obstacle, Function<String, UserError> error) {
        if (obstacle.isPresent()) {
            throw error.apply(obstacle.get());
        }
    }

    /**
     * Locks the folder of the run until the training ends.
     *
     * @throws UserError if another training uses it
     */
    static RunLock lock(RunFolder folder) {
        try {
            return RunLock.of(folder)
                    .orElseThrow(() -> UserError.output(folder.path()
                            + ": another training is running in this folder. Wait for its end, or stop it; or name another"
                            + " folder with -o."));
        } catch (IOException e) {
            throw Outputs.failure(folder.path(), e);
        }
    }

    /**
     * Returns the folder of the run, made if it is a new one.
     *
     * @throws UserError if it cannot be made
     */
    RunFolder folder() {
        if (resume != null) {
            return new RunFolder(resume);
        }
        Path made = output == null ? RUNS : output;
        OutputFiles.makeFolder(made);
        try {
            return output == null ? RunFolder.createNumbered(made) : new RunFolder(made);
        } catch (IOException e) {
            throw Outputs.failure(made, e);
        }
    }

    /** The records of a run. */
    enum LogKind {
        CONSOLE,
        CSV,
        JSONL,
        TENSORBOARD
    }
}
