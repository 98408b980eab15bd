// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli;

import io.github.psfusion.cli.console.ExitCode;
import io.github.psfusion.cli.console.Outputs;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.manual.ManualPages;
import io.github.psfusion.platform.AtomicFile;
import io.github.psfusion.platform.Counted;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the manual pages of all commands. */
@Command(
        name = "generate-man-pages",
        header = "write the manual pages for man",
        customSynopsis = "psfusion generate-man-pages DIR [OPTIONS]",
        description = {
            "Write a manual page of each command, psfusion.1, psfusion-fuse.1 and so on, in",
            "the form that man reads.%n",
            "Example:",
            "  psfusion generate-man-pages ~/.local/share/man/man1",
            "  man psfusion-fuse%n"
        },
        footer = "%nCommon options: psfusion --help.")
final class ManualCommand implements Callable<Integer> {
    private final Session session;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "folder of the pages; made if it is missing")
    private Path folder = Path.of("");

    @Option(names = "--overwrite", description = "replace existing pages")
    private boolean overwrite;

    ManualCommand(Session session) {
        this.session = session;
        spec = CommandSpec.create(); // replaced by picocli
    }

    @Override
    public Integer call() {
        SortedMap<String, String> pages = ManualPages.of(spec.root().commandLine());
        for (String page : pages.keySet()) {
            Outputs.refuseExisting(folder.resolve(page), overwrite);
        }
        pages.forEach((name, text) -> Outputs.write(
                folder.resolve(name),
                overwrite,
                file -> AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8))));
        session.console()
                .outcome(
                        folder + ": " + Counted.of(pages.size(), "manual page"),
                        Map.of("folder", folder.toString(), "pages", pages.keySet()));
        return ExitCode.OK;
    }
}
