// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.engine;

import io.github.psfusion.cli.console.ExitCode;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.pipeline.engine.EngineArchive;
import io.github.psfusion.pipeline.engine.EngineFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Lists the engines. */
@Command(
        name = "list",
        header = "which engines there are, and which are installed",
        customSynopsis = "psfusion engine list [OPTIONS]",
        description = "List the engines: installed, begun, or not installed, and where.",
        footer = "%nCommon options: psfusion --help.")
final class EngineListCommand implements Callable<Integer> {
    private final Session session;

    EngineListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        EngineFolder folder = EngineFolder.of(session.environment());
        List<String> lines = new ArrayList<>();
        List<Map<String, Object>> facts = new ArrayList<>();
        for (EngineArchive archive : EngineArchive.ALL) {
            Optional<Long> partial = folder.partialBytes(archive);
            String state = folder.holds(archive)
                    ? "installed: " + folder.file(archive)
                    : partial.map(bytes -> String.format(Locale.ROOT, "%.0f", bytes / EngineCommand.MEGA) + " of "
                                    + size(archive) + " fetched; resume with psfusion engine install " + archive.name())
                            .orElse("not installed (" + size(archive) + "): psfusion engine install " + archive.name());
            lines.add(archive.name() + "  " + state);
            Map<String, Object> fact = new LinkedHashMap<>();
            fact.put("name", archive.name());
            fact.put("installed", folder.holds(archive));
            fact.put("file", folder.file(archive).toString());
            fact.put("bytes", archive.bytes());
            fact.put("fetchedBytes", folder.holds(archive) ? archive.bytes() : partial.orElse(0L));
            facts.add(fact);
        }
        session.console().result(String.join(System.lineSeparator(), lines), Map.of("engines", facts));
        return ExitCode.OK;
    }

    private static String size(EngineArchive archive) {
        return String.format(Locale.ROOT, "%.0f MB", archive.bytes() / EngineCommand.MEGA);
    }
}
