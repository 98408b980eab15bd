// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.engine;

import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.pipeline.engine.EngineArchive;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The group of the commands on engines. */
@Command(
        name = "engine",
        header = "fetch the CUDA build of libtorch",
        customSynopsis = "psfusion engine install|list|remove [NAME] [OPTIONS]",
        description = {
            "Fetch a build of libtorch for GPUs, which is too large to be part of the program.%n",
            "Examples:",
            "  psfusion engine install cuda",
            "  psfusion fuse --pairs samples -o results --device cuda"
        },
        commandListHeading = "%nCommands:%n",
        footer = "%npsfusion help engine COMMAND describes it.")
public final class EngineCommand implements Runnable {
    static final double MEGA = 1e6;

    @Spec
    private CommandSpec spec;

    private EngineCommand() {
        spec = CommandSpec.create(); // replaced by picocli
    }

    /** Returns the group with its commands. */
    public static CommandLine in(Session session) {
        CommandLine group = new CommandLine(new EngineCommand());
        group.addSubcommand(new EngineInstallCommand(session));
        group.addSubcommand(new EngineListCommand(session));
        group.addSubcommand(new EngineRemoveCommand(session));
        return group;
    }

    static EngineArchive archive(String name) {
        return EngineArchive.find(name)
                .orElseThrow(() -> UserError.usage(name + ": there is no such engine. Known are "
                        + EngineArchive.ALL.stream().map(EngineArchive::name).collect(Collectors.joining(", ")) + "."));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "missing subcommand. Choose one of: install, list or remove");
    }
}
