// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.console;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The answer to {@code --show-config}: the values of all options of a command and where each came from. */
public final class ConfigListing {
    private ConfigListing() {}

    /**
     * Prints the listing as a result.
     *
     * @param command a command whose arguments were parsed
     */
    public static void print(CommandLine command, Console console) {
        List<String> lines = new ArrayList<>();
        Map<String, Object> json = new LinkedHashMap<>();
        for (OptionSpec option : command.getCommandSpec().options()) {
            if (option.usageHelp()
                    || option.versionHelp()
                    || OptionNames.canonical(option).equals("--show-config")) {
                continue;
            }
            String value = text(option.getValue());
            String origin = origin(command, option);
            lines.add(String.format("%-24s %-24s %s", OptionNames.canonical(option), value, origin)
                    .stripTrailing());
            Map<String, String> entry = new LinkedHashMap<>();
            entry.put("value", value);
            entry.put("origin", origin);
            json.put(OptionNames.canonical(option).substring(2), entry);
        }
        console.result(String.join(System.lineSeparator(), lines), json);
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
