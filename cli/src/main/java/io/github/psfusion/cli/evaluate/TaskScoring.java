// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.evaluate;

import io.github.psfusion.cli.console.Console;
import io.github.psfusion.cli.console.ExitCode;
import io.github.psfusion.cli.console.JsonMode;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.scores.PairProgress;
import io.github.psfusion.cli.scores.Scoring;
import io.github.psfusion.evaluation.ComparisonListener;
import io.github.psfusion.evaluation.report.ScoreDocument;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;

/** Prints and writes the scores of class maps or boxes. */
public final class TaskScoring {
    private TaskScoring() {}

    /** Scores. */
    public interface Work {
        /** Returns the scores. */
        ScoreDocument run(PairProgress progress) throws IOException, InterruptedException;
    }

    /**
     * Scores, prints and writes.
     *
     * @param folder where files are written; none if absent
     * @return the exit code
     */
    public static int run(Session session, Optional<Path> folder, Work work) throws IOException, InterruptedException {
        Console console = session.console();
        session.cancellation().cooperate();
        ScoreDocument document;
        try (PairProgress progress = new PairProgress(session, ComparisonListener.MEASURE)) {
            document = work.run(progress);
        }
        boolean oneLine = console.verbosity().json() == JsonMode.LINES;
        String tables = document.tables().stream()
                .map(table -> "\n\n" + Scoring.text(session).table(table))
                .collect(Collectors.joining());
        console.document(document.title() + tables, oneLine ? document::jsonLine : document::json);
        document.notes().forEach(console::info);
        document.failures().forEach(console::fail);
        if (folder.isPresent()) {
            console.info("wrote " + String.join(", ", document.write(folder.get())) + " into " + folder.get());
        }
        if (document.isEmpty()) {
            return ExitCode.INPUT;
        }
        return document.isComplete() ? ExitCode.OK : ExitCode.PARTLY;
    }
}
