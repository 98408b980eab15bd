// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands of docs/guide/tutorial.md, read from it, with what it prints below them: each line must be printed, but for its
 * numbers; numbers of files that it shows must agree to one percent. Commands on the reader's own images must at least be understood.
 */
@Tag("slow")
@Tag("long")
class TutorialTest {
    private static final Path GUIDE = Path.of("../docs/guide/tutorial.md");
    private static final Map<String, String> WEIGHTS = Map.of("PSFUSION_WEIGHTS", "../models/psfusion.safetensors");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");
    private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?");
    private static final String OUT = "out/";
    private static final String LEFT_OUT = "...";
    private static final double ONE_PERCENT = 0.01;
    private static final int NO_INPUT = 3;

    @TempDir
    private Path folder;

    /** A command and the lines below it. */
    private record Step(String command, List<String> shown) {}

    @Test
    void theCommandsPrintWhatTheTutorialShows() throws IOException {
        List<Step> steps = steps();
        assertThat(steps).hasSizeGreaterThan(6);
        for (Step step : steps) {
            List<String> printed = printed(step.command);
            Iterator<String> shapes = printed.stream().map(TutorialTest::shape).iterator();
            for (String line : step.shown) {
                if (!line.equals(LEFT_OUT)) {
                    assertThat(comesNext(shapes, shape(line)))
                            .as("%s\nshows: %s\nbut prints:\n%s", step.command, line, String.join("\n", printed))
                            .isTrue();
                }
            }
            if (step.command.startsWith("cat ")) {
                assertSameNumbers(step, printed);
            }
        }
    }

    @Test
    void theCommandsForOwnImagesAreUnderstood() throws IOException {
        List<String> commands = new ArrayList<>();
        for (String block : blocks("sh")) {
            for (String line : joined(block)) {
                if (line.startsWith("./psfusion ")) {
                    commands.add(line);
                }
            }
        }
        assertThat(commands).hasSizeGreaterThan(2);
        for (String command : commands) {
            Run run = Run.with(WEIGHTS, words(command));
            // The folders are not there; an unknown option would be found before.
            assertThat(run.status()).as("%s\n%s", command, run.err()).isEqualTo(NO_INPUT);
        }
    }

    private static List<Step> steps() throws IOException {
        List<Step> steps = new ArrayList<>();
        for (String block : blocks("console")) {
            for (String line : joined(block)) {
                if (line.startsWith("$ ")) {
                    steps.add(new Step(line.substring(2), new ArrayList<>()));
                } else if (!line.isBlank()) {
                    steps.get(steps.size() - 1).shown.add(line);
                }
            }
        }
        return steps;
    }

    private static List<String> blocks(String language) throws IOException {
        return BLOCK.matcher(Files.readString(GUIDE))
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .toList();
    }

    /** Returns lines; a command continues behind a single backslash, unlike a line of LaTeX. */
    private static List<String> joined(String block) {
        return block.replaceAll("(?<!\\\\)\\\\\\n\\s*", "").lines().toList();
    }

    /** Runs the program, or reads a file, with the folder {@code out} in the temporary one. */
    private List<String> printed(String command) throws IOException {
        String[] words = words(command);
        if (command.startsWith("cat ")) {
            return Files.readAllLines(folder.resolve(words[0]));
        }
        for (int i = 0; i < words.length; i++) {
            words[i] = words[i].startsWith(OUT) ? folder.resolve(words[i]).toString() : words[i];
        }
        Run run = Run.with(WEIGHTS, words);
        String all = run.out() + run.err();
        assertThat(run.status()).as("%s\n%s", command, all).isZero();
        return all.replace(folder + "/", "").lines().toList();
    }

    /** Returns the arguments of a command, without the name of the program. */
    private static String[] words(String command) {
        return Arrays.stream(command.split("\\s+"))
                .skip(1)
                .map(word -> word.replaceAll("^'(.*)'$", "$1"))
                .toArray(String[]::new);
    }

    private static boolean comesNext(Iterator<String> lines, String wanted) {
        while (lines.hasNext()) {
            if (lines.next().equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    /** Returns a line without the values of its numbers, the marks behind them, the widths of its columns, and how many CPUs there are. */
    private static String shape(String line) {
        return NUMBER.matcher(line)
                .replaceAll("#")
                .replaceAll("#[*~]", "#")
                .replaceAll("# (or # )*threads?", "# threads")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static void assertSameNumbers(Step step, List<String> printed) {
        for (String line : step.shown) {
            if (!line.equals(LEFT_OUT)) {
                List<Double> wanted = numbers(line);
                assertThat(printed)
                        .as(line)
                        .anyMatch(other -> shape(other).equals(shape(line)) && agree(wanted, numbers(other)));
            }
        }
    }

    private static List<Double> numbers(String line) {
        Matcher numbers = NUMBER.matcher(line);
        return numbers.results().map(MatchResult::group).map(Double::valueOf).toList();
    }

    private static boolean agree(List<Double> a, List<Double> b) {
        for (int i = 0; i < a.size(); i++) {
            if (Math.abs(a.get(i) - b.get(i)) > ONE_PERCENT * Math.abs(a.get(i))) {
                return false;
            }
        }
        return true;
    }
}
