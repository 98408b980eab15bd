// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.console;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The answer to {@code --show-config}: a configuration file with the values of all options of a command, each with a comment on
 * where it came from. Options without a value are comments.
 */
public final class ConfigListing {
    private ConfigListing() {}

    /**
     * Prints the listing as a result.
     *
     * @param command a command whose arguments were parsed
     */
    public static void print(CommandLine command, Console console) {
        StringBuilder common = new StringBuilder();
        StringBuilder own = new StringBuilder();
        String[] commands = command.getCommandSpec().qualifiedName().split(" ", -1);
        String indent = "  ".repeat(commands.length - 1);
        Map<String, Object> json = new LinkedHashMap<>();
        for (OptionSpec option : command.getCommandSpec().options()) {
            String name = OptionNames.canonical(option);
            if (option.usageHelp() || option.versionHelp() || name.equals("--show-config") || name.equals("--config")) {
                continue;
            }
            String origin = origin(command, option);
            if (option.inherited()) {
                common.append(yaml(option, origin, ""));
            } else {
                own.append(yaml(option, origin, indent));
            }
            Map<String, String> entry = new LinkedHashMap<>();
            entry.put("value", text(option.getValue()));
            entry.put("origin", origin);
            json.put(name.substring(2), entry);
        }
        StringBuilder heads = new StringBuilder();
        // A mapping without an entry is none.
        boolean mapped = own.toString().lines().anyMatch(line -> !line.strip().startsWith("#"));
        for (int i = 1; i < commands.length && own.length() > 0; i++) {
            heads.append(mapped ? "" : "# ")
                    .append("  ".repeat(i - 1))
                    .append(commands[i])
                    .append(":\n");
        }
        console.result((common.toString() + heads + own).stripTrailing(), json);
    }

    /** Returns the lines of an option. */
    private static String yaml(OptionSpec option, String origin, String indent) {
        String key = OptionNames.canonical(option).substring(2);
        Object value = option.getValue();
        boolean none = value == null
                || (value instanceof Collection<?> values && values.isEmpty())
                || text(value).equals("-")
                || text(value).isEmpty();
        if (none) {
            return indent + "# " + key + ":  # no value\n";
        }
        Object plain = value.getClass().isArray() ? text(value) : ConfigRecord.plain(value);
        String[] lines = new Dump(DumpSettings.builder()
                        .setDefaultFlowStyle(FlowStyle.BLOCK)
                        .setWidth(Integer.MAX_VALUE)
                        .build())
                .dumpToString(Map.of(key, plain))
                .stripTrailing()
                .split("\n", -1);
        lines[0] = String.format("%-38s # %s", lines[0], origin);
        return Stream.of(lines).map(line -> indent + line + "\n").collect(Collectors.joining());
    }

    private static String origin(CommandLine command, OptionSpec option) {
        for (CommandLine place = command; place != null; place = place.getParent()) {
            if (place.getParseResult().hasMatchedOption(OptionNames.canonical(option))) {
                return "command line";
            }
        }
        Optional<OptionValues.Found> found = command.getDefaultValueProvider() instanceof OptionValues values
                ? values.find(option)
                : Optional.empty();
        return found.map(OptionValues.Found::origin).orElse("default");
    }

    private static String text(Object value) {
        if (value == null) {
            return "-";
        }
        if (value.getClass().isArray()) {
            return IntStream.range(0, Array.getLength(value))
                    .mapToObj(i -> text(Array.get(value, i)))
                    .collect(Collectors.joining(","));
        }
        if (value instanceof Enum<?> constant) {
            return Choices.name(constant);
        }
        return value instanceof Optional<?> optional
                ? optional.map(Object::toString).orElse("-")
                : value.toString();
    }
}
