// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.console;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Where the values of options come from when the command line is silent: the environment, else the file after {@code
 * --config}, else the user's configuration.
 */
public final class OptionValues implements IDefaultValueProvider {
    /** The record of a training run's settings, in the form of a configuration. */
    public static final String RUN_SETTINGS = "run.yaml";

    /** What separates the values of a repeatable option whose values may hold commas, as a list in a configuration has them. */
    public static final String LINES = "\n";

    private static final String CONFIG_VARIABLE = "PSFUSION_CONFIG";

    /** Options that vary with the place and not with the task. */
    private static final Set<String> FROM_ENVIRONMENT =
            Set.of("--weights", "--threads", "--device", "--config", "--max-pixels");

    private final Map<String, String> environment;
    private final List<ConfigFile> files;

    /**
     * A value and its origin.
     *
     * @param value as on the command line
     * @param origin for {@code --show-config}
     */
    public record Found(String value, String origin) {}

    private OptionValues(Map<String, String> environment, List<ConfigFile> files) {
        this.environment = environment;
        this.files = files;
    }

    /**
     * Reads the configuration files that the arguments, the environment and custom name.
     *
     * @param root the program, whose options the files may name
     * @throws UserError if one is wrong
     */
    public static OptionValues of(CommandSpec root, String[] args, Map<String, String> environment) {
        List<ConfigFile> files = new ArrayList<>();
        // A resumed run continues with its own settings, unless the command line gives others.
        named("--resume", args)
                .map(folder -> Path.of(folder, RUN_SETTINGS))
                .filter(Files::isRegularFile)
                .ifPresent(file -> files.add(ConfigFile.read(file, root)));
        named("--config", args)
                .or(() -> Optional.ofNullable(environment.get(CONFIG_VARIABLE)))
                .ifPresent(file -> files.add(ConfigFile.read(Path.of(file), root)));
        users(environment).filter(Files::isRegularFile).ifPresent(file -> files.add(ConfigFile.read(file, root)));
        return new OptionValues(environment, files);
    }

    /**
     * Makes sure that a named configuration was read.
     *
     * @throws UserError if it was named where it cannot be seen in time
     */
    public void requireRead(Path config) {
        if (files.stream().noneMatch(file -> file.path().equals(config))) {
            throw UserError.usage("--config " + config + " must be on the command line itself, not in an @file.");
        }
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        return argument instanceof OptionSpec option
                ? find(option).map(found -> forParser(option, found.value())).orElse(null)
                : null;
    }

    private static String forParser(OptionSpec option, String value) {
        return option.preprocessor() instanceof CommonOptions.AttachedOnly
                ? CommonOptions.AttachedOnly.configured(value)
                : value;
    }

    /** Returns the value of an option and its origin, if there is one besides the built-in default. */
    public Optional<Found> find(OptionSpec option) {
        String name = OptionNames.canonical(option);
        if (FROM_ENVIRONMENT.contains(name)) {
            String variable = "PSFUSION_" + name.substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
            String value = environment.getOrDefault(variable, "");
            if (!value.isEmpty()) {
                return Optional.of(new Found(value, "$" + variable));
            }
        }
        CommandSpec owner = option.command();
        for (ConfigFile file : files) {
            // A common option is found in the mapping of the command first, then at the top.
            for (CommandSpec command = owner; command != null; command = parent(command)) {
                Optional<ConfigFile.Entry> entry = file.find(command, option);
                if (entry.isPresent() && (command.equals(owner) || option.inherited())) {
                    return entry.map(found -> new Found(found.value(), found.place()));
                }
            }
        }
        return Optional.empty();
    }

    private static @Nullable CommandSpec parent(CommandSpec command) {
        return command.parent();
    }

    /** Finds the file before the arguments are parsed, because parsing asks for the values in it. */
    private static Optional<String> named(String option, String[] args) {
        for (int i = 0; i < args.length && !args[i].equals("--"); i++) {
            if (args[i].startsWith(option + "=")) {
                return Optional.of(args[i].substring(option.length() + 1));
            }
            if (args[i].equals(option) && i + 1 < args.length) {
                return Optional.of(args[i + 1]);
            }
        }
        return Optional.empty();
    }

    private static Optional<Path> users(Map<String, String> environment) {
        String folder = environment.getOrDefault("XDG_CONFIG_HOME", "");
        String home = environment.getOrDefault("HOME", "");
        if (!folder.isEmpty()) {
            return Optional.of(Path.of(folder, "psfusion", "config.yaml"));
        }
        return home.isEmpty() ? Optional.empty() : Optional.of(Path.of(home, ".config", "psfusion", "config.yaml"));
    }
}
