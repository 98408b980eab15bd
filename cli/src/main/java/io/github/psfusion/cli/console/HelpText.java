// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.console;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Help.IOptionRenderer;
import picocli.CommandLine.Help.IParamLabelRenderer;
import picocli.CommandLine.Help.IParameterRenderer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * The texts of {@code --help}: {@code --option VALUE} with a blank, the common options at the root only, and no old names of
 * options and commands.
 */
public final class HelpText {
    private static final int WIDTH = 80;
    private static final int OPTION_COLUMN = 28;

    /** Forbids a line break: the zero width no-break space. */
    private static final String NO_BREAK = "\uFEFF";

    /** A word with a sign inside, after which lines are broken. */
    private static final Pattern EXAMPLE = Pattern.compile("[.:=/},][A-Za-z0-9*{_]|^\\(?--");

    private HelpText() {}

    /** Gives a program and all its commands this form of help. */
    public static void shape(CommandLine program) {
        program.setHelpFactory((spec, colors) -> new BlankSeparated(spec, colors));
        program.setUsageHelpWidth(WIDTH);
        program.setUsageHelpLongOptionsMaxWidth(OPTION_COLUMN);
        each(program);
    }

    private static void each(CommandLine command) {
        command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, help -> plain(options(help)));
        command.getHelpSectionMap()
                .put(UsageMessageSpec.SECTION_KEY_PARAMETER_LIST, help -> plain(help.parameterList()));
        // The one-line header is for the list of commands; a command's own help has the description.
        List<String> sections = new ArrayList<>(command.getHelpSectionKeys());
        sections.remove(UsageMessageSpec.SECTION_KEY_HEADER);
        // Exit codes are for the manual page.
        sections.remove(UsageMessageSpec.SECTION_KEY_EXIT_CODE_LIST_HEADING);
        sections.remove(UsageMessageSpec.SECTION_KEY_EXIT_CODE_LIST);
        command.setHelpSectionKeys(sections);
        command.getCommandSpec().usageMessage().sortOptions(false);
        command.getSubcommands().values().forEach(HelpText::each);
    }

    /**
     * Prepares descriptions, in which percent signs are plain, for another option: there they are formatted once more. Keeps
     * examples such as {@code gtf:minimum} and {@code models/psfusion.safetensors} on one line: no line is broken at the
     * mark, which {@link #plain} removes from what was laid out.
     */
    static String[] unbroken(String[] description) {
        return Stream.of(description)
                .map(text -> Stream.of(text.replace("%", "%%").split(" ", -1))
                        .map(word -> EXAMPLE.matcher(word).find()
                                ? word.replaceAll("([-.:=/{}_,])(?=[^\\s,;)])", "$1" + NO_BREAK)
                                : word)
                        .collect(Collectors.joining(" ")))
                .toArray(String[]::new);
    }

    private static String plain(String text) {
        return text.replace(NO_BREAK, "");
    }

    private static String options(Help help) {
        List<OptionSpec> own = help.commandSpec().options().stream()
                .filter(option -> !option.inherited() && option.group() == null && !option.hidden())
                .collect(Collectors.toList());
        return help.optionListExcludingGroups(own) + help.optionListGroupSections();
    }

    private static final class BlankSeparated extends Help {
        BlankSeparated(CommandSpec spec, ColorScheme colors) {
            super(spec, colors);
        }

        /** Renders an option without its aliases. */
        @Override
        public IOptionRenderer createDefaultOptionRenderer() {
            IOptionRenderer renderer = super.createDefaultOptionRenderer();
            return (option, labels, scheme) -> {
                OptionSpec shown = withoutAliases(option);
                return renderer.render(
                        shown.toBuilder()
                                .description(unbroken(option.description()))
                                .build(),
                        labels,
                        scheme);
            };
        }

        @Override
        public IParameterRenderer createDefaultParameterRenderer() {
            IParameterRenderer renderer = super.createDefaultParameterRenderer();
            return (parameter, labels, scheme) -> renderer.render(
                    parameter.toBuilder()
                            .description(unbroken(parameter.description()))
                            .build(),
                    labels,
                    scheme);
        }

        private static OptionSpec withoutAliases(OptionSpec option) {
            List<String> shown = OptionNames.shown(option);
            return shown.size() == option.names().length
                    ? option
                    : option.toBuilder()
                            .names(shown.toArray(String[]::new))
                            .description(option.description())
                            .build();
        }

        /** Returns the commands by their names without aliases. */
        @Override
        public Map<String, Help> subcommands() {
            Map<String, Help> commands = new LinkedHashMap<>();
            super.subcommands()
                    .values()
                    .forEach(help -> commands.put(help.commandSpec().name(), help));
            return commands;
        }

        /** Renders the name of a command without its aliases. */
        @Override
        public Ansi.Text commandNamesText(String separator) {
            return colorScheme().commandText(commandSpec().name());
        }

        @Override
        public IParamLabelRenderer parameterLabelRenderer() {
            // The separator for parsing stays =, so that both forms are read.
            return new IParamLabelRenderer() {
                @Override
                public Ansi.Text renderParameterLabel(ArgSpec argument, Ansi ansi, List<Ansi.IStyle> styles) {
                    String label = argument.paramLabel();
                    if (argument.arity().max() == 0 || label.isEmpty()) {
                        return ansi.text("");
                    }
                    boolean optionalValue =
                            argument.isOption() && argument.arity().min() == 0;
                    String separator = argument.isOption() ? (optionalValue ? "[=" : " ") : "";
                    return colorScheme().parameterText(separator + label + (optionalValue ? "]" : ""));
                }

                @Override
                public String separator() {
                    return " ";
                }
            };
        }
    }
}
