// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli;

import io.github.psfusion.cli.console.Choices;
import io.github.psfusion.cli.console.ExitCode;
import io.github.psfusion.cli.console.OptionNames;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.registration.WarpModel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
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
    private static final String PACKAGE = "io.github.psfusion.";

    private final Session session;

    @Spec
    private CommandSpec spec;

    CompletionCommand(Session session) {
        this.session = session;
        spec = CommandSpec.create(); // replaced by picocli
    }

    @Override
    public Integer call() {
        session.console().output().print(AutoComplete.bash("psfusion", new CommandLine(offered(spec.root()))));
        session.console().output().flush();
        return ExitCode.OK;
    }

    /** Returns the commands with the names and values that completion offers: those of the help, written as they are accepted. */
    static CommandSpec offered(CommandSpec command) {
        CommandSpec offered = CommandSpec.create().name(command.name());
        for (OptionSpec option : command.options()) {
            if (!option.hidden() && !option.inherited()) {
                OptionSpec.Builder shown = OptionSpec.builder(
                                OptionNames.shown(option).toArray(String[]::new))
                        .paramLabel(option.paramLabel());
                if (option.arity().min() == 0) {
                    // A value that may be missing counts only where it is attached, and shells complete the next word.
                    shown.arity("0").type(boolean.class);
                } else {
                    shown.arity(option.arity().toString()).type(option.type());
                    candidates(option).ifPresent(shown::completionCandidates);
                }
                offered.addOption(shown.build());
            }
        }
        for (PositionalParamSpec parameter : command.positionalParameters()) {
            offered.addPositional(PositionalParamSpec.builder()
                    .paramLabel(parameter.paramLabel())
                    .arity(parameter.arity().toString())
                    .type(parameter.type())
                    .build());
        }
        command.subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .distinct()
                .filter(subcommand -> !subcommand.usageMessage().hidden())
                .forEach(subcommand -> offered.addSubcommand(subcommand.name(), offered(subcommand)));
        return offered;
    }

    private static Optional<Iterable<String>> candidates(OptionSpec option) {
        Class<?> type = option.typeInfo().getAuxiliaryTypes()[0];
        Iterable<String> declared = option.completionCandidates();
        // picocli offers the constants of an enum in capitals where the option declares nothing.
        if (declared != null && (!type.isEnum() || declared.getClass().getName().startsWith(PACKAGE))) {
            return Optional.of(declared);
        }
        return type.isEnum() ? Optional.of(names(type)) : Optional.empty();
    }

    private static List<String> names(Class<?> type) {
        return Stream.of(type.getEnumConstants())
                .filter(constant -> constant != WarpModel.SHIFT) // no option takes it
                .map(constant -> Choices.name((Enum<?>) constant))
                .toList();
    }
}
