// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli;

import io.github.psfusion.cli.console.ExitCode;
import io.github.psfusion.cli.console.Session;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** Prints the help of a command: the same text as its {@code --help}. */
@Command(
        name = "help",
        header = "help on a command",
        helpCommand = true,
        customSynopsis = "psfusion help [COMMAND]...",
        description = "Help on a command, such as help fuse or help weights import.")
final class HelpCommand implements Callable<Integer> {
    private final Session session;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "The command, and the command below it.")
    private List<String> names = List.of();

    HelpCommand(Session session) {
        this.session = session;
        spec = CommandSpec.create(); // replaced by picocli
    }

    @Override
    public Integer call() {
        CommandLine command = spec.root().commandLine();
        for (String name : names) {
            CommandLine below = command.getSubcommands().get(name);
            if (below == null) {
                throw new UnmatchedArgumentException(command, List.of(name));
            }
            command = below;
        }
        session.console().output().print(command.getUsageMessage());
        session.console().output().flush();
        return ExitCode.OK;
    }
}
