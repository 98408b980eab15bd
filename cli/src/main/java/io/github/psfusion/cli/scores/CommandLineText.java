// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.scores;

import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** The command line as it can be typed again. */
public final class CommandLineText {
    private static final String PLAIN = "[A-Za-z0-9_./:=,@%+-]+";

    private CommandLineText() {}

    /** Returns the arguments with which the program was started, quoted for a shell. */
    public static String of(CommandSpec command) {
        List<String> arguments = command.root().commandLine().getParseResult().originalArgs();
        return "psfusion " + arguments.stream().map(CommandLineText::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String argument) {
        return argument.matches(PLAIN) ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
