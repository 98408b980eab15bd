// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What is known of the terminal behind the program's streams.
 *
 * @param output whether standard output is a terminal
 * @param error whether standard error is a terminal
 * @param columns width in characters
 * @param colors whether it shows colors and the user wants them
 */
public record Terminal(boolean output, boolean error, int columns, boolean colors) {
    private static final int USUAL_COLUMNS = 80;
    private static final int LEAST_COLUMNS = 40;

    /** Looks at the streams of this process and at {@code NO_COLOR}, {@code TERM} and {@code COLUMNS}. */
    public static Terminal of(Map<String, String> environment) {
        boolean colors = environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "dumb").equals("dumb");
        return new Terminal(isTerminal(1), isTerminal(2), columns(environment), colors);
    }

    /** Returns a terminal that is none: files or pipes. */
    public static Terminal none() {
        return new Terminal(false, false, USUAL_COLUMNS, false);
    }

    private static int columns(Map<String, String> environment) {
        try {
            return Math.max(LEAST_COLUMNS, Integer.parseInt(environment.getOrDefault("COLUMNS", "")));
        } catch (NumberFormatException e) {
            return USUAL_COLUMNS; // not set, as in most shells, which do not export it
        }
    }

    /** The JDK knows only whether both streams are terminals; Linux knows it of each. */
    @SuppressWarnings("SystemConsoleNull") // from Java 22 on never null: then colors are on, which --ansi can change
    private static boolean isTerminal(int descriptor) {
        Path link = Path.of("/proc/self/fd/" + descriptor);
        try {
            String device = Files.readSymbolicLink(link).toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty") || device.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return System.console() != null;
        }
    }
}
