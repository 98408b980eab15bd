// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.cli.console.Cancellation;
import io.github.psfusion.cli.console.Choices;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

class ConfigurationTest {
    @TempDir
    private Path folder;

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    @Test
    void laterSourcesWinAndAreNamed() throws IOException {
        write("xdg/psfusion/config.yaml", "threads: 2\nmax-pixels: 1000\ndataset:\n  check:\n    classes: 4\n");
        Path config = write("own.yaml", "threads: 3\ndataset:\n  check:\n    deep: true\n");
        Map<String, String> environment =
                Map.of("XDG_CONFIG_HOME", folder.resolve("xdg").toString(), "PSFUSION_DEVICE", "cpu");
        Run run = Run.with(
                environment,
                "dataset",
                "check",
                "x",
                "--config",
                config.toString(),
                "--quiet",
                "--show-config",
                "--json");
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.json().at("/threads/value").asText()).isEqualTo("3");
        assertThat(run.json().at("/threads/origin").asText()).isEqualTo(config + ":1");
        assertThat(run.json().at("/max-pixels/value").asText()).isEqualTo("1000");
        assertThat(run.json().at("/max-pixels/origin").asText()).endsWith("config.yaml:2");
        assertThat(run.json().at("/classes/value").asText()).isEqualTo("4");
        assertThat(run.json().at("/deep/value").asText()).isEqualTo("true");
        assertThat(run.json().at("/device/origin").asText()).isEqualTo("$PSFUSION_DEVICE");
        assertThat(run.json().at("/quiet/origin").asText()).isEqualTo("command line");
        assertThat(run.json().at("/ansi/origin").asText()).isEqualTo("default");
    }

    /** What {@code --show-config} prints is a configuration with the same values, for every command. */
    @Test
    void theListingOfEveryCommandIsAConfiguration() throws IOException {
        Session session = new Session(System.out, System.err, Map.of(), Terminal.none(), new Cancellation());
        List<List<String>> commands = new ArrayList<>();
        collect(PsFusionCommand.commandLine(session), List.of(), commands);
        assertThat(commands).contains(List.of("fuse"), List.of("train"), List.of("dataset", "check", "x"));
        for (List<String> command : commands) {
            String listing = listing(command, List.of("--threads", "3", "-vv"));
            Path config = write("round.yaml", listing);
            assertThat(values(listing(command, List.of("--config", config.toString()))))
                    .as(String.join(" ", command))
                    .isEqualTo(values(listing));
        }
    }

    @Test
    void theFormOfJsonMayBeConfigured() throws IOException {
        Path lines = write("lines.yaml", "json: lines\n");
        assertThat(Run.of("dataset", "check", "x", "--show-config", "--config", lines.toString())
                        .json()
                        .at("/json/value")
                        .asText())
                .isEqualTo("lines");
        Path off = write("off.yaml", "json: off\n");
        assertThat(Run.of("dataset", "check", "x", "--show-config", "--config", off.toString())
                        .out())
                .contains("json: off ");
    }

    private static String listing(List<String> command, List<String> options) {
        List<String> args = new ArrayList<>(command);
        args.addAll(options);
        args.add("--show-config");
        Run run = Run.of(args.toArray(String[]::new));
        assertThat(run.status()).as(args + run.err()).isZero();
        return run.out();
    }

    private static List<String> values(String listing) {
        return listing.lines().map(line -> line.replaceAll(" +# .*", "")).toList();
    }

    /** Collects the commands that have a listing, with a word for each parameter and option that they need. */
    private static void collect(CommandLine command, List<String> above, List<List<String>> commands) {
        CommandSpec spec = command.getCommandSpec();
        if (command.getSubcommands().isEmpty() && spec.findOption("--show-config") != null) {
            List<String> args = new ArrayList<>(above);
            spec.positionalParameters().stream()
                    .filter(parameter -> parameter.arity().min() > 0)
                    .forEach(parameter -> args.add("x"));
            spec.options().stream()
                    .filter(ArgSpec::required)
                    .forEach(option -> args.addAll(List.of(
                            option.longestName(),
                            option.type().isEnum()
                                    ? Choices.name((Enum<?>) option.type().getEnumConstants()[0])
                                    : "x")));
            commands.add(args);
        }
        for (CommandLine below : Set.copyOf(command.getSubcommands().values())) {
            List<String> path = new ArrayList<>(above);
            path.add(below.getCommandName());
            collect(below, path, commands);
        }
    }

    @Test
    void commandLineWinsBeforeAndBehindTheVerb() {
        Map<String, String> environment = Map.of("PSFUSION_THREADS", "5");
        for (String[] args : new String[][] {
            {"--threads", "7", "dataset", "check", "x", "--show-config"},
            {"dataset", "check", "x", "--threads", "7", "--show-config"},
        }) {
            assertThat(Run.with(environment, args).out().lines())
                    .anyMatch(line -> line.matches("threads: 7 +# command line"));
        }
        assertThat(Run.with(environment, "dataset", "check", "x", "--show-config")
                        .out()
                        .lines())
                .anyMatch(line -> line.matches("threads: 5 +# \\$PSFUSION_THREADS"));
    }

    @Test
    void theShownConfigurationCanBeUsed() throws IOException {
        Run shown = Run.of("dataset", "check", "x", "--classes", "4", "--threads", "7", "--show-config");
        assertThat(shown.status()).as(shown.err()).isZero();
        Path config = write("shown.yaml", shown.out());
        Run again = Run.of("dataset", "check", "x", "--config", config.toString(), "--show-config", "--json");
        assertThat(again.status()).as(again.err()).isZero();
        assertThat(again.json().at("/classes/value").asText()).isEqualTo("4");
        assertThat(again.json().at("/classes/origin").asText()).startsWith(config + ":");
        assertThat(again.json().at("/threads/value").asText()).isEqualTo("7");
        Run train = Run.of("train", "--data", "a", "--data", "b:0.5", "--lr", "1");
        assertThat(train.err()).contains("unknown option --lr. Did you mean --learning-rate?");
        assertThat(Run.of("train", "--batch", "1").err()).contains("Did you mean --batch-size?");
        Path template = write(
                "train.yaml",
                Run.of("train", "--data", "a", "--data", "b:0.5", "--show-config")
                        .out());
        Run trained = Run.of("train", "--config", template.toString(), "--show-config", "--json");
        assertThat(trained.status()).as(trained.err()).isZero();
        assertThat(trained.json().at("/data/value").asText()).contains("a").contains("b:0.5");
        Path habit = write("habit.yaml", "train:\n  lr: 0.1\n");
        assertThat(Run.of("train", "--config", habit.toString()).err())
                .contains("unknown key lr. Did you mean learning-rate?");
    }

    @Test
    void unknownKeyIsNamedWithFileAndLine() throws IOException {
        Path config = write("own.yaml", "threads: 3\ndataset:\n  check:\n    deeep: true\n");
        Run run = Run.of("dataset", "check", "x", "--config", config.toString());
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains(config + ":4: unknown key deeep.");
    }

    @Test
    void faultsOfTheFileAreNamed() throws IOException {
        Path broken = write("broken.yaml", "threads: [1\n");
        assertThat(Run.of("dataset", "check", "x", "--config", broken.toString())
                        .err())
                .contains("broken.yaml", "this is not YAML");
        Path list = write("list.yaml", "- threads\n");
        assertThat(Run.of("dataset", "check", "x", "--config", list.toString()).err())
                .contains("list.yaml:1: expected a mapping");
        Path missing = folder.resolve("missing.yaml");
        Run run = Run.with(Map.of("PSFUSION_CONFIG", missing.toString()), "dataset", "check", "x");
        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err()).contains("missing.yaml: the configuration cannot be read: there is no such file");
    }

    @Test
    void configurationInAnArgumentFileIsRefusedRatherThanIgnored() throws IOException {
        Path config = write("own.yaml", "threads: 3\n");
        Path arguments = write("arguments", "--config " + config + "\n");
        Run run = Run.of("dataset", "check", "x", "@" + arguments);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("must be on the command line itself");
    }

    @Test
    void badValueInTheFileIsAnErrorOfUsage() throws IOException {
        Path config = write("own.yaml", "threads: many\n");
        Run run = Run.of("dataset", "check", "x", "--config", config.toString());
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("threads", "many");
    }
}
