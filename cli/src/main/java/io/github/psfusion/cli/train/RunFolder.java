// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.train;

import io.github.psfusion.cli.console.Choices;
import io.github.psfusion.cli.console.OptionValues;
import io.github.psfusion.cli.console.Outputs;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.platform.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The folder of a training run and the record of its settings, {@code run.yaml}, which {@code --config} reads again. */
final class RunFolder {
    private static final Path RUNS = Path.of("runs");
    private static final String SETTINGS = OptionValues.RUN_SETTINGS;

    /** Options that say where and how often to run, not what to compute. */
    private static final Set<String> NOT_RECORDED = Set.of("--output", "--resume", "--dry-run");

    private final Path path;

    private RunFolder(Path path) {
        this.path = path;
    }

    /**
     * Checks, before anything costs time, that there is a folder to go on with or none in the way.
     *
     * @throws UserError if not
     */
    static void requireOne(RunOptions run) {
        if (run.resume != null && run.output != null) {
            throw UserError.usage("--resume goes on in its own folder; leave -o out.");
        }
        if (run.resume != null && !Files.isRegularFile(run.resume.resolve(SETTINGS))) {
            throw UserError.input(run.resume + ": there is no training run to go on with (no " + SETTINGS
                    + "). Name the folder that train printed last.");
        }
        if (run.output != null && Files.exists(run.output.resolve(SETTINGS))) {
            throw UserError.output(run.output + " holds a training run. Go on with it by --resume " + run.output
                    + ", or name another folder with -o.");
        }
    }

    /**
     * Returns the folder of the run, made if it is a new one.
     *
     * @throws UserError if it cannot be made
     */
    static RunFolder of(RunOptions run) {
        if (run.resume != null) {
            return new RunFolder(run.resume);
        }
        return run.output == null ? createNumbered() : create(run.output);
    }

    private static RunFolder create(Path named) {
        Outputs.makeFolder(named);
        return new RunFolder(named);
    }

    /** Makes a folder with a new number. */
    private static RunFolder createNumbered() {
        Outputs.makeFolder(RUNS);
        int number = 1;
        while (true) {
            Path candidate = RUNS.resolve("train-" + number);
            try {
                return new RunFolder(Files.createDirectory(candidate));
            } catch (FileAlreadyExistsException e) {
                number++; // taken, perhaps this very moment by another training
            } catch (IOException e) {
                throw UserError.output(candidate, e);
            }
        }
    }

    /** Returns the folder. */
    Path path() {
        return path;
    }

    /** Writes the values of all options of the verb that decide what is computed. */
    void record(CommandSpec train) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (OptionSpec option : train.options()) {
            Object value = option.getValue();
            if (option.inherited() || NOT_RECORDED.contains(option.longestName()) || value == null) {
                continue;
            }
            values.put(option.longestName().substring(2), plain(option.longestName(), value));
        }
        String text = new Dump(DumpSettings.builder()
                        .setDefaultFlowStyle(FlowStyle.BLOCK)
                        .build())
                .dumpToString(Map.of(train.name(), values));
        Path file = path.resolve(SETTINGS);
        Outputs.write(file, () -> AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Paths are recorded so that they mean the same from every folder. */
    private static Object plain(String option, Object value) {
        if (value instanceof Path file) {
            return file.toAbsolutePath().toString();
        }
        if (option.equals("--data") && !value.equals(TrainingData.SYNTHETIC)) {
            return Path.of(value.toString()).toAbsolutePath().toString();
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value;
        }
        return value instanceof Enum<?> constant ? Choices.name(constant) : value.toString();
    }
}
