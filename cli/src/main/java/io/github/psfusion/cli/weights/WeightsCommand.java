// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.weights;

import io.github.psfusion.cli.console.Session;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The group of the commands on weight files. */
@Command(
        name = "weights",
        header = "import, inspect, calibrate, annotate, average, export weight files",
        customSynopsis = "psfusion weights COMMAND FILE [OPTIONS]",
        description = "Import, inspect, calibrate, annotate, average, export weight files.",
        commandListHeading = "%nCommands:%n",
        footer = "%npsfusion help weights COMMAND describes it.")
public final class WeightsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    private WeightsCommand() {
        spec = CommandSpec.create(); // replaced by picocli
    }

    /** Returns the group with its commands. */
    public static CommandLine in(Session session) {
        CommandLine group = new CommandLine(new WeightsCommand());
        group.addSubcommand(new ImportCommand(session));
        group.addSubcommand(new InspectCommand(session));
        group.addSubcommand(new CalibrateCommand(session));
        group.addSubcommand(new AnnotateCommand(session));
        group.addSubcommand(new AverageCommand(session));
        group.addSubcommand(new ExportCommand(session));
        return group;
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "missing subcommand. Choose one of: import, inspect, calibrate, annotate, average or export");
    }
}
