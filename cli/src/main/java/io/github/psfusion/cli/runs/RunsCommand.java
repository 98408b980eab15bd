// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.runs;

import io.github.psfusion.cli.console.Session;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The group of the commands on training runs. */
@Command(
        name = "runs",
        header = "compare training runs",
        customSynopsis = "psfusion runs compare DIR... [OPTIONS]",
        description = "Compare training runs.",
        commandListHeading = "%nCommands:%n",
        footer = "%npsfusion help runs COMMAND describes it.")
public final class RunsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    private RunsCommand() {
        spec = CommandSpec.create(); // replaced by picocli
    }

    /** Returns the group with its commands. */
    public static CommandLine in(Session session) {
        CommandLine group = new CommandLine(new RunsCommand());
        group.addSubcommand(new RunsCompareCommand(session));
        return group;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "missing subcommand. Choose: compare");
    }
}
