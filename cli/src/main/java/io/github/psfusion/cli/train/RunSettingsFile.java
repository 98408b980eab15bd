// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.train;

import io.github.psfusion.cli.console.Choices;
import io.github.psfusion.cli.console.OptionNames;
import io.github.psfusion.cli.console.Outputs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The record of a run's settings, {@code run.yaml}, in the form of a configuration: {@code --resume} reads it again. */
final class RunSettingsFile {
    /** Options that say where and how often to run, not what to compute. */
    private static final Set<String> NOT_RECORDED = Set.of("--output", "--resume", "--dry-run");

    private RunSettingsFile() {}

    /** Writes the values of all options of the command that decide what is computed. */
    static void write(Path file, CommandSpec train) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (OptionSpec option : train.options()) {
            String name = OptionNames.canonical(option);
            Object value = option.getValue();
            if (!option.inherited() && !NOT_RECORDED.contains(name) && value != null) {
                values.put(name.substring(2), plain(name, value));
            }
        }
        String text = new Dump(DumpSettings.builder()
                        .setDefaultFlowStyle(FlowStyle.BLOCK)
                        .build())
                .dumpToString(Map.of(train.name(), values));
        Path part = file.resolveSibling("." + file.getFileName() + ".part");
        Outputs.write(file, () -> {
            Files.writeString(part, text);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        });
    }

    /** Paths are recorded so that they mean the same from every folder. */
    private static Object plain(String option, Object value) {
        if (value instanceof Path file) {
            return file.toAbsolutePath().toString();
        }
        if (option.equals("--data") && !value.equals(DataOptions.SYNTHETIC)) {
            return Path.of(value.toString()).toAbsolutePath().toString();
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value;
        }
        return value instanceof Enum<?> constant ? Choices.name(constant) : value.toString();
    }
}
