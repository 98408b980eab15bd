// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.engine;

import io.github.psfusion.cli.console.ExitCode;
import io.github.psfusion.cli.console.ProgressDisplay;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.pipeline.engine.EngineArchive;
import io.github.psfusion.pipeline.engine.EngineFolder;
import io.github.psfusion.pipeline.engine.EngineInstallation;
import io.github.psfusion.pipeline.engine.EngineSource;
import io.github.psfusion.pipeline.engine.MavenSettings;
import io.github.psfusion.platform.CudaLibraries;
import io.github.psfusion.platform.SystemLibraries;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Fetches an engine. */
@Command(
        name = "install",
        header = "fetch an engine, once",
        customSynopsis = "psfusion engine install cuda [OPTIONS]",
        description = {
            "Fetch an engine from Maven Central into the user's cache, check its digest, and report which libraries of the"
                    + " system it lacks. An interrupted download resumes where it stopped.%n",
            "cuda: the CUDA 13 build of libtorch for Linux on x86_64 (458 MB). It has not been run on a GPU yet.%n",
            "Examples:",
            "  psfusion engine install cuda",
            "  psfusion engine install cuda --repository https://maven.example.org/central"
        },
        footer = "%nCommon options: psfusion --help.")
final class EngineInstallCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "NAME", description = "cuda")
    private String name = "";

    @Option(
            names = "--repository",
            paramLabel = "URL",
            description = "a mirror of Maven Central (default: that of the settings of Maven, else Maven Central)")
    private @Nullable String repository;

    @Option(
            names = "--proxy",
            paramLabel = "HOST:PORT",
            description = "a proxy (default: that of the settings of Maven, else none)")
    private @Nullable String proxy;

    EngineInstallCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        EngineArchive archive = EngineCommand.archive(name);
        EngineFolder folder = EngineFolder.of(session.environment());
        boolean there = folder.holds(archive);
        session.cancellation().cooperate();
        Path file;
        try (ProgressDisplay progress = session.console().progress("MB")) {
            long total = Math.round(archive.bytes() / EngineCommand.MEGA);
            file = new EngineInstallation(archive, folder, source())
                    .run(
                            bytes -> progress.at(Math.round(bytes / EngineCommand.MEGA), total, ""),
                            session.cancellation()::requested);
        }
        List<CudaLibraries.Library> missing = CudaLibraries.missing(SystemLibraries.local());
        if (!missing.isEmpty()) {
            session.console().warn("before it can be used: " + CudaLibraries.advice(missing) + ".");
        }
        session.console()
                .result(
                        (there ? "is there already: " : "installed: ") + file + "\nUse it with --device cuda.",
                        Map.of(
                                "name", archive.name(),
                                "file", file.toString(),
                                "fetched", !there,
                                "missingLibraries",
                                        missing.stream()
                                                .map(CudaLibraries.Library::name)
                                                .toList()));
        return ExitCode.OK;
    }

    private EngineSource source() throws IOException {
        String home = session.environment().getOrDefault("HOME", System.getProperty("user.home", ""));
        EngineSource source = MavenSettings.source(Path.of(home, ".m2", "settings.xml"));
        try {
            if (repository != null) {
                source = source.withRepository(repository);
            }
            return proxy == null ? source : source.withProxy(proxy);
        } catch (IllegalArgumentException e) {
            throw UserError.usage(e.getMessage() + ".");
        }
    }
}
