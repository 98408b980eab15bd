// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.scores;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** The command line as it can be typed again. */
public final class CommandLineText {
    private static final String PLAIN = "[A-Za-z0-9_./:=,@%+-]+";

    private static final String SHARD = "--shard";

    private CommandLineText() {}

    /**
     * Returns the arguments with which the program was started, quoted for a shell. Jobs of one evaluation differ in {@code --shard},
     * which is left out: what they measure together has one command line.
     */
    public static String of(CommandSpec command) {
        List<String> arguments = new ArrayList<>();
        Iterator<String> given =
                command.root().commandLine().getParseResult().originalArgs().iterator();
        while (given.hasNext()) {
            String argument = given.next();
            if (argument.equals(SHARD) && given.hasNext()) {
                given.next();
            } else if (!argument.startsWith(SHARD + "=")) {
                arguments.add(argument);
            }
        }
        return "psfusion " + arguments.stream().map(CommandLineText::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String argument) {
        return argument.matches(PLAIN) ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
