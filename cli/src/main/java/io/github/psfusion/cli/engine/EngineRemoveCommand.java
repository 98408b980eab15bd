// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.engine;

import io.github.psfusion.cli.console.ExitCode;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.pipeline.engine.EngineArchive;
import io.github.psfusion.pipeline.engine.EngineFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Removes an engine. */
@Command(
        name = "remove",
        header = "remove an engine",
        customSynopsis = "psfusion engine remove cuda [OPTIONS]",
        description =
                "Remove an engine, and what an interrupted download left. What was unpacked of it stays in the cache.",
        footer = "%nCommon options: psfusion --help.")
final class EngineRemoveCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "NAME", description = "cuda")
    private String name = "";

    EngineRemoveCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        EngineArchive archive = EngineCommand.archive(name);
        EngineFolder folder = EngineFolder.of(session.environment());
        Path file = folder.file(archive);
        boolean removed;
        try {
            removed = folder.remove(archive);
        } catch (IOException e) {
            throw UserError.output(file, e);
        }
        session.console()
                .result(
                        (removed ? "removed: " : "is not installed: ") + file,
                        Map.of("name", archive.name(), "file", file.toString(), "removed", removed));
        return ExitCode.OK;
    }
}
