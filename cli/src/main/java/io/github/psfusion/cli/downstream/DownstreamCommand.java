// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.downstream;

import io.github.psfusion.cli.console.Session;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The group of the commands on tasks that follow fusion. */
@Command(
        name = "downstream",
        header = "does fusing serve segmentation and detection?",
        customSynopsis = "psfusion downstream (segment|detect) [OPTIONS]",
        description =
                "Train the same segmenter on sources, fused images and features, or run a model of others on them as it"
                        + " is, and compare.",
        commandListHeading = "%nCommands:%n",
        footer = "%npsfusion help downstream COMMAND describes it.")
public final class DownstreamCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    private DownstreamCommand() {
        spec = CommandSpec.create(); // replaced by picocli
    }

    /** Returns the group with its commands. */
    public static CommandLine in(Session session) {
        CommandLine group = new CommandLine(new DownstreamCommand());
        group.addSubcommand(new SegmentCommand(session));
        group.addSubcommand(new DetectCommand(session));
        return group;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "missing subcommand. Choose one of: segment or detect");
    }
}
