// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.dataset;

import io.github.psfusion.cli.console.Session;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The group of the commands on data sets. */
@Command(
        name = "dataset",
        header = "generate, check, prepare, export data sets",
        customSynopsis = "psfusion dataset generate|check|prepare|export [OPTIONS]",
        description = "Generate, check, prepare, export data sets.",
        commandListHeading = "%nCommands:%n",
        footer = "%npsfusion help dataset COMMAND describes it.")
public final class DatasetCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    private DatasetCommand() {
        spec = CommandSpec.create(); // replaced by picocli
    }

    /** Returns the group with its commands. */
    public static CommandLine in(Session session) {
        CommandLine group = new CommandLine(new DatasetCommand());
        group.addSubcommand(new GenerateCommand(session));
        group.addSubcommand(new CheckCommand(session));
        group.addSubcommand(new PrepareCommand(session));
        group.addSubcommand(new DatasetExportCommand(session));
        return group;
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "missing subcommand. Choose one of: generate, check, prepare or export");
    }
}
