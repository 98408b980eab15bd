// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.console;

import io.github.psfusion.platform.AtomicFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Writes the values of a command's options as a configuration, which {@link ConfigFile} reads again. */
public final class ConfigRecord {
    private ConfigRecord() {}

    /**
     * Writes the file.
     *
     * @param command whose options were parsed; common options are left out
     * @param leftOut names of options to leave out
     * @param replaced values to write instead of those of options, by their names
     * @throws UserError if the file cannot be written
     */
    public static void write(Path file, CommandSpec command, Set<String> leftOut, Map<String, Object> replaced) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (OptionSpec option : command.options()) {
            String name = OptionNames.canonical(option);
            Object value = replaced.getOrDefault(name, option.getValue());
            if (!option.inherited()
                    && !leftOut.contains(name)
                    && value != null
                    && !(value instanceof Collection<?> none && none.isEmpty())) {
                values.put(name.substring(2), plain(value));
            }
        }
        String text = new Dump(DumpSettings.builder()
                        .setDefaultFlowStyle(FlowStyle.BLOCK)
                        .build())
                .dumpToString(Map.of(command.name(), values));
        Outputs.write(file, () -> AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Returns a value of YAML, a list where there are several; paths are absolute: they mean the same from every folder. */
    static Object plain(Object value) {
        if (value instanceof Collection<?> values) {
            List<Object> plain = values.stream().map(ConfigRecord::plain).toList();
            return plain.size() == 1 ? plain.get(0) : plain;
        }
        if (value instanceof Path file) {
            return file.toAbsolutePath().toString();
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value;
        }
        return value instanceof Enum<?> constant ? Choices.name(constant) : value.toString();
    }
}
