// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.console;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * What is known of the terminal behind the program's streams.
 *
 * @param output whether standard output is a terminal
 * @param error whether standard error is a terminal
 * @param columns width in characters
 * @param stated whether {@code COLUMNS} states the width, so that it holds for files and pipes, too
 * @param colors whether it shows colors and the user wants them
 */
public record Terminal(boolean output, boolean error, int columns, boolean stated, boolean colors) {
    private static final int USUAL_COLUMNS = 80;
    private static final int LEAST_COLUMNS = 40;
    private static final int SECONDS_OF_STTY = 2;

    /** Looks at the streams of this process and at {@code NO_COLOR}, {@code TERM} and {@code COLUMNS}. */
    public static Terminal of(Map<String, String> environment) {
        boolean colors = environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "dumb").equals("dumb");
        boolean output = isTerminal(1);
        boolean error = isTerminal(2);
        OptionalInt stated = columns(environment.getOrDefault("COLUMNS", ""));
        OptionalInt columns = stated.isEmpty() && (output || error) ? columns(sizeOfTerminal()) : stated;
        return new Terminal(output, error, columns.orElse(USUAL_COLUMNS), stated.isPresent(), colors);
    }

    /** Returns a terminal that is none: files or pipes. */
    public static Terminal none() {
        return new Terminal(false, false, USUAL_COLUMNS, false, false);
    }

    /** Returns how wide a table may be: files and pipes have no limit of their own. */
    public int tableColumns() {
        return output || stated ? columns : Integer.MAX_VALUE;
    }

    /** Returns the last number of a text, the columns of {@code COLUMNS} or of {@code stty size}; empty if it is none. */
    static OptionalInt columns(String text) {
        String numbers = text.strip();
        try {
            int columns = Integer.parseInt(numbers.substring(numbers.lastIndexOf(' ') + 1));
            // A terminal that knows no size states 0.
            return columns < 1 ? OptionalInt.empty() : OptionalInt.of(Math.max(LEAST_COLUMNS, columns));
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }

    /** Asks the terminal: most shells set COLUMNS for themselves, but do not export it. Empty where it cannot be asked. */
    private static String sizeOfTerminal() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!stty.waitFor(SECONDS_OF_STTY, TimeUnit.SECONDS)) {
                stty.destroyForcibly();
                return "";
            }
            return new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
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
