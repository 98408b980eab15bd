// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.manual;

import io.github.psfusion.cli.console.OptionNames;
import io.github.psfusion.cli.console.ProgramVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * Manual pages of a program, one for each command, from the model of which picocli makes the help. (picocli's own generator
 * writes AsciiDoc, which needs Asciidoctor to become a page.)
 */
public final class ManualPages {
    private static final String MANUAL = "PSFusion for Java";

    /** What examples are introduced by in descriptions. */
    private static final List<String> EXAMPLES = List.of("Example:", "Examples:", "Try:");

    private final SortedMap<String, String> pages = new TreeMap<>();

    private ManualPages() {}

    /**
     * Makes the pages of a program.
     *
     * @return the pages by the names of their files, such as {@code psfusion-weights-import.1}
     */
    public static SortedMap<String, String> of(CommandLine program) {
        ManualPages made = new ManualPages();
        made.add(program.getCommandSpec());
        return made.pages;
    }

    private void add(CommandSpec command) {
        pages.put(name(command) + ".1", page(command));
        below(command).forEach(this::add);
    }

    private static String page(CommandSpec command) {
        UsageMessageSpec usage = command.usageMessage();
        Roff page = new Roff(name(command), ProgramVersion.text(), MANUAL);
        page.section("NAME");
        page.paragraph(name(command) + " - " + summary(usage));
        page.section("SYNOPSIS");
        String spoken = command.qualifiedName();
        for (String line : usage.customSynopsis()) {
            String form = line.strip();
            boolean named = form.startsWith(spoken);
            page.synopsis(named ? spoken : "", named ? form.substring(spoken.length()) : form);
        }
        List<String> description = lines(usage.description());
        int examples = (int)
                description.stream().takeWhile(line -> !EXAMPLES.contains(line)).count();
        page.section("DESCRIPTION");
        write(page, description.subList(0, examples));
        options(page, command);
        if (!below(command).isEmpty()) {
            page.section("COMMANDS");
            below(command).forEach(each -> page.item(each.name(), summary(each.usageMessage())));
        }
        exitCodes(page, command);
        if (examples < description.size()) {
            page.section("EXAMPLES");
            write(page, description.subList(examples + 1, description.size()));
        }
        seeAlso(page, command);
        return page.toString();
    }

    private static void options(Roff page, CommandSpec command) {
        page.section("OPTIONS");
        command.positionalParameters().stream()
                .filter(parameter -> parameter.group() == null && !parameter.hidden())
                .forEach(parameter -> item(page, parameter));
        command.options().stream()
                .filter(option -> option.group() == null && !option.hidden() && !option.inherited())
                .forEach(option -> item(page, option));
        for (ArgGroupSpec group : command.argGroups()) {
            page.subsection(String.join(" ", lines(new String[] {group.heading()}))
                    .strip()
                    .replaceFirst(":$", ""));
            group.allPositionalParametersNested().forEach(parameter -> item(page, parameter));
            group.allOptionsNested().stream()
                    .filter(option -> !option.hidden())
                    .sorted(Comparator.comparingInt(OptionSpec::order))
                    .forEach(option -> item(page, option));
        }
        if (command.parent() != null) {
            page.paragraph("Common options, such as --quiet, --json and --threads, are on the page of "
                    + name(command.root()) + ".");
        }
    }

    private static void item(Roff page, PositionalParamSpec parameter) {
        page.item(parameter.paramLabel(), String.join(" ", parameter.description()));
    }

    private static void item(Roff page, OptionSpec option) {
        page.item(String.join(", ", OptionNames.shown(option)) + label(option), String.join(" ", option.description()));
    }

    private static String label(ArgSpec option) {
        if (option.arity().max() == 0 || option.paramLabel().isEmpty()) {
            return "";
        }
        return option.arity().min() == 0 ? "[=" + option.paramLabel() + "]" : " " + option.paramLabel();
    }

    private static void exitCodes(Roff page, CommandSpec command) {
        Map<String, String> codes = command.root().usageMessage().exitCodeList();
        page.section("EXIT CODES");
        if (command.parent() == null) {
            codes.forEach(page::item);
        } else {
            page.paragraph("0 after success; all codes are on the page of " + name(command.root()) + ".");
        }
    }

    /** Writes the closing words of the help and the names of the pages nearby. */
    private static void seeAlso(Roff page, CommandSpec command) {
        List<String> notes = lines(command.usageMessage().footer()).stream()
                .filter(line -> !line.startsWith("Common options:") && !line.endsWith("COMMAND describes it."))
                .toList();
        if (notes.stream().anyMatch(line -> !line.isBlank())) {
            page.section("NOTES");
            write(page, notes);
        }
        List<String> others = new ArrayList<>();
        for (CommandSpec above = command.parent(); above != null; above = above.parent()) {
            others.add(0, name(above));
        }
        below(command).forEach(each -> others.add(name(each)));
        if (!others.isEmpty()) {
            page.section("SEE ALSO");
            page.pages(others);
        }
    }

    /** Writes paragraphs, which blank lines separate, and indented lines as they are. */
    private static void write(Roff page, List<String> lines) {
        List<String> block = new ArrayList<>();
        for (String line : lines) {
            if (line.isBlank() || (!block.isEmpty() && isVerbatim(line) != isVerbatim(block.get(0)))) {
                writeBlock(page, block);
                block.clear();
            }
            if (!line.isBlank()) {
                block.add(line);
            }
        }
        writeBlock(page, block);
    }

    private static void writeBlock(Roff page, List<String> block) {
        List<String> lines = block.stream().map(String::strip).toList();
        if (!block.isEmpty() && isVerbatim(block.get(0))) {
            page.verbatim(lines);
        } else if (!block.isEmpty()) {
            page.paragraph(String.join(" ", lines));
        }
    }

    private static boolean isVerbatim(String line) {
        return line.startsWith("  ");
    }

    private static List<CommandSpec> below(CommandSpec command) {
        return command.subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .distinct()
                .filter(each -> !each.usageMessage().hidden())
                .toList();
    }

    private static String name(CommandSpec command) {
        return command.qualifiedName("-");
    }

    private static String summary(UsageMessageSpec usage) {
        return String.join(" ", lines(usage.header()));
    }

    /** Returns the lines of a text in picocli's form, in which %n ends a line. */
    private static List<String> lines(String[] text) {
        return Stream.of(text)
                .flatMap(line -> Stream.of(String.format(line).split("\\R", -1)))
                .toList();
    }
}
