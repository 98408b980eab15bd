// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.console;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Help.IOptionRenderer;
import picocli.CommandLine.Help.IParamLabelRenderer;
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

    private HelpText() {}

    /** Gives a program and all its commands this form of help. */
    public static void shape(CommandLine program) {
        program.setHelpFactory((spec, colors) -> new BlankSeparated(spec, colors));
        program.setUsageHelpWidth(WIDTH);
        program.setUsageHelpLongOptionsMaxWidth(OPTION_COLUMN);
        each(program);
    }

    private static void each(CommandLine command) {
        command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, HelpText::options);
        // The one-line header is for the list of commands; a command's own help has the description.
        List<String> sections = new ArrayList<>(command.getHelpSectionKeys());
        sections.remove(UsageMessageSpec.SECTION_KEY_HEADER);
        command.setHelpSectionKeys(sections);
        command.getCommandSpec().usageMessage().sortOptions(false);
        command.getSubcommands().values().forEach(HelpText::each);
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
            return (option, labels, scheme) -> renderer.render(withoutAliases(option), labels, scheme);
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
