// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli;

import io.github.psfusion.cli.console.ExitCode;
import io.github.psfusion.cli.console.Session;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the script that completes commands and options in the shell. */
@Command(
        name = "generate-completion",
        header = "print the completion script of the shell",
        customSynopsis = "psfusion generate-completion",
        description = {
            "Print a script that completes commands and options in bash and zsh.%n",
            "Example:",
            "  source <(psfusion generate-completion)"
        })
final class CompletionCommand implements Callable<Integer> {
    private final Session session;

    @Spec
    private CommandSpec spec;

    CompletionCommand(Session session) {
        this.session = session;
        spec = CommandSpec.create(); // replaced by picocli
    }

    @Override
    public Integer call() {
        session.console()
                .output()
                .print(AutoComplete.bash("psfusion", spec.root().commandLine()));
        session.console().output().flush();
        return ExitCode.OK;
    }
}
