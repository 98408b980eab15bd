// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.console;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Values of options from a YAML file: common options at the top, one mapping per command below, keys as the options without
 * dashes, values as on the command line.
 *
 * <pre>
 * threads: 8
 * fuse:
 *   weights: /data/psfusion.safetensors
 * dataset:
 *   generate:
 *     pairs: 20
 * </pre>
 */
public final class ConfigFile {
    /** Larger files are not configurations; the parser would hold them in memory several times over. */
    private static final long LARGEST_BYTES = 1 << 16;

    /** Lists and mappings within each other; commands and lists of values need four. */
    private static final int DEEPEST = 20;

    private final Path file;
    /** Values by the qualified name of the command, a blank and the option, such as {@code psfusion fuse --weights}. */
    private final Map<String, Entry> entries = new HashMap<>();

    /**
     * A value and where it stands.
     *
     * @param value as on the command line; several are joined by what the option splits at, else by commas
     * @param place file and line
     */
    public record Entry(String value, String place) {}

    private ConfigFile(Path file) {
        this.file = file;
    }

    /**
     * Reads a file and compares its keys with the options of the program.
     *
     * @param root the program
     * @throws UserError naming file and line of an unknown key or a fault of the YAML
     */
    public static ConfigFile read(Path file, CommandSpec root) {
        ConfigFile config = new ConfigFile(file);
        byte[] bytes;
        try {
            if (Files.size(file) > LARGEST_BYTES) {
                throw UserError.input(file + ": " + Files.size(file) + " bytes are more than a configuration has ("
                        + LARGEST_BYTES + " at most). Is it another file?");
            }
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw UserError.input(file + ": the configuration cannot be read: " + UserError.reason(e)
                    + ". Check the name after --config.");
        }
        compose(file, bytes).ifPresent(node -> config.take(node, root, root));
        return config;
    }

    private static Optional<Node> compose(Path file, byte[] bytes) {
        LoadSettings settings = LoadSettings.builder().setLabel(file.toString()).build();
        try {
            // The composer calls itself for each level; the parser does not.
            int depth = 0;
            for (Event event : new Parse(settings).parseInputStream(new ByteArrayInputStream(bytes))) {
                depth += event instanceof CollectionStartEvent ? 1 : event instanceof CollectionEndEvent ? -1 : 0;
                if (depth > DEEPEST) {
                    throw UserError.usage(file + place(event.getStartMark()) + ": more than " + DEEPEST
                            + " lists or mappings within each other; a configuration has a few.");
                }
            }
            return new Compose(settings).composeInputStream(new ByteArrayInputStream(bytes));
        } catch (MarkedYamlEngineException e) {
            throw UserError.usage(file + place(e.getProblemMark()) + ": this is not YAML: " + e.getProblem() + ".");
        } catch (YamlEngineException | IndexOutOfBoundsException | IllegalArgumentException e) {
            // The parser lets some errors of its own through, such as those of numbers in escapes.
            throw UserError.usage(file + ": this is not YAML: " + e.getMessage());
        }
    }

    private static String place(Optional<Mark> mark) {
        return mark.map(found -> ":" + (found.getLine() + 1)).orElse("");
    }

    /** Returns the file. */
    Path path() {
        return file;
    }

    /** Returns the value of an option, if the file has one. */
    public Optional<Entry> find(CommandSpec command, OptionSpec option) {
        return Optional.ofNullable(entries.get(key(command, option)));
    }

    private void take(Node node, CommandSpec command, CommandSpec root) {
        if (!(node instanceof MappingNode mapping)) {
            throw fault(node, "expected a mapping of options for " + command.qualifiedName());
        }
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
                throw fault(tuple.getKeyNode(), "expected the name of an option");
            }
            String name = keyNode.getValue();
            OptionSpec option = command.findOption("--" + name);
            var below = command.subcommands().get(name);
            if (below != null && tuple.getValueNode() instanceof MappingNode) {
                take(tuple.getValueNode(), below.getCommandSpec(), root);
            } else if (option != null && !option.usageHelp() && !option.versionHelp()) {
                Entry earlier = entries.put(
                        key(command, option), new Entry(text(tuple.getValueNode(), option), place(keyNode)));
                if (earlier != null) {
                    throw fault(
                            keyNode,
                            name + " is given twice; " + OptionNames.canonical(option) + " of "
                                    + command.qualifiedName() + " has a value at " + earlier.place() + " already");
                }
            } else {
                throw fault(
                        keyNode,
                        "unknown key " + name + "."
                                + UsageReport.nearest("--" + name, optionNames(command))
                                        .map(near -> " Did you mean " + near.substring(2) + "?")
                                        .orElse("")
                                + " Keys are the options of " + command.qualifiedName() + " without dashes");
            }
        }
    }

    private static List<String> optionNames(CommandSpec command) {
        return command.options().stream().map(OptionNames::canonical).toList();
    }

    private String text(Node node, OptionSpec option) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        if (node instanceof SequenceNode sequence) {
            String separator = option.splitRegex().isEmpty() ? "," : option.splitRegex();
            return sequence.getValue().stream().map(this::scalar).collect(Collectors.joining(separator));
        }
        throw fault(node, "expected a value or a list of values");
    }

    private String scalar(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw fault(node, "expected a value; a list holds nothing else");
    }

    private static String key(CommandSpec command, OptionSpec option) {
        return command.qualifiedName() + " " + OptionNames.canonical(option);
    }

    private String place(Node node) {
        return file + place(node.getStartMark());
    }

    private UserError fault(Node node, String problem) {
        return UserError.usage(place(node) + ": " + problem + ".");
    }
}
