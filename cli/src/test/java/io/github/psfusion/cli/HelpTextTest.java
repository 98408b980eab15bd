// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.cli.console.Cancellation;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.Terminal;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Compares all help texts with the files below {@code docs/reference/help}, so that no option changes unseen. {@code
 * -Dpsfusion.help.write=true} writes the files.
 */
class HelpTextTest {
    private static final Path FOLDER = Path.of("..", "docs", "reference", "help");

    /** Longer words do not fit beside the options. */
    private static final int LONGEST_WORD = 50;

    @Test
    void helpIsAsDocumented() throws IOException {
        Session session = new Session(System.out, System.err, Map.of(), Terminal.none(), new Cancellation());
        Map<String, String> texts = new TreeMap<>();
        collect(PsFusionCommand.commandLine(session), texts);
        if (Boolean.getBoolean("psfusion.help.write")) {
            Files.createDirectories(FOLDER);
            for (Map.Entry<String, String> text : texts.entrySet()) {
                Files.writeString(FOLDER.resolve(text.getKey()), text.getValue(), Charset.defaultCharset());
            }
        }
        for (Map.Entry<String, String> text : texts.entrySet()) {
            assertThat(FOLDER.resolve(text.getKey()))
                    .as("write the files anew with -Dpsfusion.help.write=true")
                    .content()
                    .isEqualToNormalizingNewlines(text.getValue());
        }
    }

    @Test
    void linesFitATerminal() {
        Session session = new Session(System.out, System.err, Map.of(), Terminal.none(), new Cancellation());
        Map<String, String> texts = new TreeMap<>();
        collect(PsFusionCommand.commandLine(session), texts);
        assertThat(texts.values())
                .allSatisfy(text -> assertThat(text.lines())
                        .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(80)));
    }

    private static void collect(CommandLine command, Map<String, String> texts) {
        String name = command.getCommandSpec().qualifiedName("-") + ".txt";
        texts.put(name, command.getUsageMessage(CommandLine.Help.Ansi.OFF));
        command.getSubcommands().values().forEach(below -> collect(below, texts));
    }

    @Test
    void examplesAreNotBrokenAcrossLines() {
        Session session = new Session(System.out, System.err, Map.of(), Terminal.none(), new Cancellation());
        List<String> examples = new ArrayList<>();
        wordsAreWhole(PsFusionCommand.commandLine(session), examples);
        assertThat(examples)
                .contains(
                        "psfusion,gtf:minimum",
                        "models/psfusion.safetensors",
                        "method,pair,LPIPS-",
                        "my-int8.safetensors");
    }

    /** Every word with a sign inside, of descriptions that are laid out, is on one line of the help. */
    private static void wordsAreWhole(CommandLine command, List<String> examples) {
        CommandSpec spec = command.getCommandSpec();
        Stream<String> texts = Stream.of(
                        spec.options().stream()
                                .filter(option -> !option.inherited() && !option.hidden())
                                .flatMap(option -> Stream.of(option.description())),
                        spec.positionalParameters().stream().flatMap(parameter -> Stream.of(parameter.description())),
                        Stream.of(spec.usageMessage().description()))
                .flatMap(part -> part);
        List<String> words = texts.flatMap(
                        text -> Stream.of(text.replace("%n", " ").split("\\s+")))
                .map(word -> word.replaceAll("^\\(|[;:,.)]+$", ""))
                .filter(word -> word.length() <= LONGEST_WORD
                        && word.matches(".*[.:=/},][A-Za-z0-9*{_].*")
                        && !word.matches(".*[%$].*"))
                .toList();
        String help = command.getUsageMessage(CommandLine.Help.Ansi.OFF);
        assertThat(help).doesNotContain("\uFEFF");
        assertThat(words).allSatisfy(word -> assertThat(help).contains(word));
        examples.addAll(words);
        command.getSubcommands().values().forEach(below -> wordsAreWhole(below, examples));
    }

    @Test
    void completionOffersWhatIsAccepted() {
        String script = Run.of("generate-completion").out();
        for (String precision : new String[] {"float32", "bfloat16", "auto", "int8"}) {
            assertThat(script).contains("\"" + precision + "\"");
        }
        assertThat(script).doesNotContain("FLOAT32").doesNotContain("BFLOAT16").doesNotContain("\"shift\"");
        assertThat(script).contains("--learning-rate").contains("complete ");
        // "--json lines" is an option and a file.
        assertThat(script).contains("--json").doesNotContain("\"lines\"").doesNotContain("--json values");
    }

    @Test
    void everyOfferedChoiceIsAccepted() {
        Session session = new Session(System.out, System.err, Map.of(), Terminal.none(), new Cancellation());
        assertThat(offered(PsFusionCommand.commandLine(session))).isGreaterThan(60);
    }

    private static int offered(CommandLine command) {
        int offered = 0;
        for (OptionSpec option :
                CompletionCommand.offered(command.getCommandSpec()).options()) {
            if (option.completionCandidates() == null) {
                continue;
            }
            for (String value : option.completionCandidates()) {
                Session session = new Session(System.out, System.err, Map.of(), Terminal.none(), new Cancellation());
                List<String> arguments = new ArrayList<>(
                        List.of(command.getCommandSpec().qualifiedName().split(" ")));
                arguments.set(0, option.longestName() + "=" + value);
                Collections.rotate(arguments, -1);
                try {
                    PsFusionCommand.commandLine(session).parseArgs(arguments.toArray(String[]::new));
                } catch (CommandLine.MissingParameterException e) {
                    // another option or parameter is required: the value was read
                }
                offered++;
            }
        }
        for (CommandLine below :
                command.getSubcommands().values().stream().distinct().toList()) {
            offered += offered(below);
        }
        return offered;
    }

    @Test
    void examplesOfCommandsFitIntoALine() {
        Session session = new Session(System.out, System.err, Map.of(), Terminal.none(), new Cancellation());
        requireShort(PsFusionCommand.commandLine(session));
    }

    private static void requireShort(CommandLine command) {
        for (String line : command.getCommandSpec().usageMessage().description()) {
            if (line.startsWith("  psfusion")) {
                assertThat(line.replace("%n", "").length()).as(line).isLessThanOrEqualTo(80);
            }
        }
        command.getSubcommands().values().forEach(HelpTextTest::requireShort);
    }
}
