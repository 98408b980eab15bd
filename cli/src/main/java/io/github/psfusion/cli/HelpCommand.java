// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli;

import io.github.psfusion.cli.console.ExitStatus;
import io.github.psfusion.cli.console.Session;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** Prints the help of a verb: the same text as its {@code --help}. */
@Command(
        name = "help",
        header = "help on a verb",
        helpCommand = true,
        customSynopsis = "psfusion help [VERB]...",
        description = "Help on a verb, such as help fuse or help weights import.")
final class HelpCommand implements Callable<Integer> {
    private final Session session;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "VERB", arity = "0..*", description = "The verb, and the verb below it.")
    private List<String> verbs = List.of();

    HelpCommand(Session session) {
        this.session = session;
        spec = CommandSpec.create(); // replaced by picocli
    }

    @Override
    public Integer call() {
        CommandLine command = spec.root().commandLine();
        for (String verb : verbs) {
            CommandLine below = command.getSubcommands().get(verb);
            if (below == null) {
                throw new UnmatchedArgumentException(command, List.of(verb));
            }
            command = below;
        }
        session.console().output().print(command.getUsageMessage());
        session.console().output().flush();
        return ExitStatus.OK;
    }
}
