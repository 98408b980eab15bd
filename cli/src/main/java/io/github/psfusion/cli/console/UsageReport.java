// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.console;

import io.github.psfusion.platform.NameSuggestion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Reports what is wrong with the arguments: the message, a suggestion, and where to find help.
 *
 * <p>Unknown options come first: a missing required option is often a misspelled one, which picocli would report second.
 */
public final class UsageReport {
    /** Commands that users of other tools type from habit, and ours. */
    private static final Map<String, String> HABITS = Map.ofEntries(
            Map.entry("predict", "fuse"),
            Map.entry("infer", "fuse"),
            Map.entry("test", "fuse"),
            Map.entry("fit", "train"),
            Map.entry("eval", "evaluate"),
            Map.entry("score", "evaluate"),
            Map.entry("metrics", "evaluate"),
            Map.entry("rank", "compare"),
            Map.entry("benchmark", "compare"),
            Map.entry("check", "dataset check"),
            Map.entry("checks", "doctor"),
            Map.entry("export", "weights export"),
            Map.entry("import", "weights import"),
            Map.entry("inspect", "weights inspect"),
            Map.entry("sample", "dataset generate"),
            Map.entry("generate", "dataset generate"));

    /** Options that users of other tools type from habit, and ours. */
    private static final Map<String, String> OPTION_HABITS = Map.ofEntries(
            Map.entry("--lr", "--learning-rate"),
            Map.entry("--lr0", "--learning-rate"),
            Map.entry("--batch", "--batch-size"),
            Map.entry("--bs", "--batch-size"),
            Map.entry("--imgsz", "--crop"),
            Map.entry("--crop-size", "--crop"),
            Map.entry("--wd", "--weight-decay"),
            Map.entry("--val", "--validation"),
            Map.entry("--early-stopping", "--patience"),
            Map.entry("--project", "--output"),
            Map.entry("--workers", "--threads"));

    private UsageReport() {}

    /** Returns the option of a command that is meant by a name of another tool, or by one that is misspelled. */
    static Optional<String> nearest(String option, List<String> names) {
        return Optional.ofNullable(OPTION_HABITS.get(option))
                .filter(names::contains)
                .or(() -> NameSuggestion.nearest(option, names));
    }

    /** Reports an error of the arguments and returns its exit code. */
    public static int of(ParameterException error, String[] args, Session session) {
        CommandLine command = error.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        session.begin(name);
        Console console = session.console();
        if (error.getCause() instanceof UserError user) {
            return ErrorReport.of(user, session);
        }
        String message = message(error, args);
        console.fail(message);
        console.error("See " + name + " --help.");
        console.failure(ExitCode.USAGE, message);
        return ExitCode.USAGE;
    }

    private static String message(ParameterException error, String[] args) {
        CommandLine command = error.getCommandLine();
        Optional<String> unknown = unknownOption(command, args).or(() -> unmatchedOption(command));
        if (unknown.isPresent()) {
            return unknownMessage(command, unknown.get());
        }
        if (error instanceof UnmatchedArgumentException unmatched) {
            return unmatchedMessage(command, unmatched.getUnmatched().get(0));
        }
        if (error instanceof MissingParameterException missing) {
            return "missing: "
                    + missing.getMissing().stream().map(UsageReport::label).collect(Collectors.joining(", ")) + ".";
        }
        if (error instanceof OverwrittenOptionException twice && twice.getOverwritten() instanceof OptionSpec option) {
            return twiceMessage(command, option);
        }
        String text = String.valueOf(error.getMessage());
        return Character.toLowerCase(text.charAt(0)) + text.substring(1) + (text.endsWith(".") ? "" : ".");
    }

    /** Returns the first argument that looks like an option and is none; not the value of an option before it. */
    private static Optional<String> unknownOption(CommandLine command, String[] args) {
        Map<String, OptionSpec> known = command.getCommandSpec().optionsMap();
        for (int i = 0; i < args.length && !args[i].equals("--"); i++) {
            String name = args[i].replaceFirst("=.*", "");
            OptionSpec option = known.get(name);
            if (option == null && name.matches("--?[A-Za-z].*") && !isCluster(name, known)) {
                return Optional.of(name);
            }
            if (option != null && option.arity().min() > 0 && name.length() == args[i].length()) {
                i++; // its value
            }
        }
        return Optional.empty();
    }

    /** Returns the first one that picocli found, which may be in an argument file. */
    private static Optional<String> unmatchedOption(CommandLine command) {
        return command.getUnmatchedArguments().stream()
                .filter(argument -> argument.matches("--?[A-Za-z].*"))
                .findFirst();
    }

    /** Returns whether this is {@code -vq} or {@code -oFILE}. */
    private static boolean isCluster(String name, Map<String, OptionSpec> known) {
        return !name.startsWith("--") && known.containsKey(name.substring(0, 2));
    }

    private static String unknownMessage(CommandLine command, String option) {
        return "unknown option " + option + "."
                + nearest(option, shownNames(command).toList())
                        .map(near -> " Did you mean " + near + "?")
                        .orElse("");
    }

    /** Returns the names of all options, without aliases. */
    private static Stream<String> shownNames(CommandLine command) {
        return command.getCommandSpec().options().stream().flatMap(option -> OptionNames.shown(option).stream());
    }

    private static String twiceMessage(CommandLine command, OptionSpec option) {
        String name = OptionNames.canonical(option);
        return name + " is given twice"
                + shownNames(command)
                        .filter(other -> other.startsWith(name) && !other.equals(name))
                        .findFirst()
                        .map(longer -> "; did you mean " + longer + " the second time?")
                        .orElse(".");
    }

    /**
     * Refuses an option of one value that was given twice, be it under a former name or before and behind the command. The parser
     * refuses that itself only outside of groups.
     *
     * @param commands from the program to the command that runs
     * @throws UserError naming the option and both values
     */
    public static void refuseRepeated(List<CommandLine> commands) {
        Map<String, List<String>> given = new HashMap<>();
        for (CommandLine command : commands) {
            for (OptionSpec option : command.getCommandSpec().options()) {
                if (option.isMultiValue() || option.arity().max() == 0) {
                    continue;
                }
                List<String> values = given.computeIfAbsent(OptionNames.canonical(option), name -> new ArrayList<>());
                values.addAll(option.originalStringValues());
                if (values.size() > 1) {
                    throw UserError.usage(twiceMessage(command, option).replaceFirst("\\.$", "") + ": "
                            + String.join(", ", values) + "." + formerNames(option));
                }
            }
        }
    }

    private static String formerNames(OptionSpec option) {
        List<String> former = Stream.of(option.names())
                .filter(name -> !OptionNames.shown(option).contains(name))
                .toList();
        return former.isEmpty() ? "" : " Its former name " + String.join(", ", former) + " counts as well.";
    }

    private static String unmatchedMessage(CommandLine command, String argument) {
        if (command.getSubcommands().isEmpty()) {
            return "unexpected argument " + argument + ". Images and folders are named by options, such as --ir.";
        }
        String near = Optional.ofNullable(HABITS.get(argument))
                .or(() -> NameSuggestion.nearest(argument, commands(command)))
                .map(meant -> "; did you mean " + meant + "?")
                .orElseGet(() -> ". Commands are " + String.join(", ", commands(command)) + ".");
        return "no command " + argument + near;
    }

    /** Returns the names of the commands below this one, without aliases. */
    private static List<String> commands(CommandLine command) {
        return command.getSubcommands().values().stream()
                .map(CommandLine::getCommandName)
                .distinct()
                .toList();
    }

    private static String label(ArgSpec argument) {
        return argument instanceof OptionSpec option
                ? OptionNames.canonical(option) + " " + option.paramLabel()
                : ((PositionalParamSpec) argument).paramLabel();
    }
}
