// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.console;

import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The names of an option. The first long name is the canonical one; long names after it are aliases, names of earlier versions
 * that are still read everywhere and shown nowhere.
 */
public final class OptionNames {
    private OptionNames() {}

    /** Returns the name that help, configurations and records use, such as {@code --grad-accumulation}. */
    public static String canonical(OptionSpec option) {
        return Arrays.stream(option.names())
                .filter(OptionNames::isLong)
                .findFirst()
                .orElseGet(option::longestName);
    }

    /** Returns the names without the aliases, in the order of their declaration. */
    public static List<String> shown(OptionSpec option) {
        String canonical = canonical(option);
        return Arrays.stream(option.names())
                .filter(name -> !isLong(name) || name.equals(canonical))
                .toList();
    }

    private static boolean isLong(String name) {
        return name.startsWith("--");
    }
}
