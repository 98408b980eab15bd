// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import io.github.psfusion.platform.Csv;
import io.github.psfusion.platform.TextTable;
import io.github.psfusion.platform.TextTable.Cell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Training runs side by side: what came of them, and the settings in which they differ.
 *
 * @param runs in the order of the user
 */
public record RunComparison(List<Run> runs) {
    /** Steps at the end over which the training loss is averaged: single batches differ too much. */
    private static final int LAST = 100;

    private static final String NONE = "-";

    /** Copies the list. */
    public RunComparison {
        runs = List.copyOf(runs);
    }

    /**
     * A run.
     *
     * @param folder its folder
     * @param settings lines of run.yaml by key; values of several lines are joined
     * @param steps steps done
     * @param seconds time of the steps
     * @param loss mean training loss of the last 100 steps
     * @param validations totals by step
     */
    public record Run(
            Path folder,
            Map<String, String> settings,
            long steps,
            double seconds,
            OptionalDouble loss,
            Map<Long, Double> validations) {
        /** Returns the step of the lowest validation loss; -1 if there is none. */
        public long bestStep() {
            return best().map(Map.Entry::getKey).orElse(-1L);
        }

        /** Returns the lowest validation loss with its step. */
        private Optional<Map.Entry<Long, Double>> best() {
            return validations.entrySet().stream().min(Map.Entry.comparingByValue());
        }
    }

    /**
     * Reads the records of runs.
     *
     * @throws NoSuchFileException if a folder has no run.yaml
     * @throws IOException if a record cannot be read
     */
    public static RunComparison read(List<Path> folders) throws IOException {
        List<Run> runs = new ArrayList<>();
        for (Path folder : folders) {
            runs.add(read(new RunFolder(folder)));
        }
        return new RunComparison(runs);
    }

    private static Run read(RunFolder folder) throws IOException {
        if (!Files.isRegularFile(folder.settings())) {
            throw new NoSuchFileException(folder.settings().toString());
        }
        List<List<String>> losses = table(folder.losses());
        double seconds = 0;
        double sum = 0;
        int counted = 0;
        for (int i = 1; i < losses.size(); i++) {
            List<String> row = losses.get(i);
            seconds += Double.parseDouble(row.get(row.size() - 1));
            if (i >= losses.size() - LAST) {
                sum += Double.parseDouble(row.get(1));
                counted++;
            }
        }
        long steps = losses.size() < 2
                ? 0
                : Long.parseLong(losses.get(losses.size() - 1).get(0));
        Map<Long, Double> validations = new LinkedHashMap<>();
        List<List<String>> validated = table(folder.validations());
        for (List<String> row : validated.subList(Math.min(1, validated.size()), validated.size())) {
            validations.put(
                    Long.parseLong(row.get(0)),
                    Double.parseDouble(row.get(validated.get(0).indexOf("total"))));
        }
        return new Run(
                folder.path(),
                settings(folder.settings()),
                steps,
                seconds,
                counted == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / counted),
                validations);
    }

    private static List<List<String>> table(Path file) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                List<String> row = Csv.fields(line);
                if (!rows.isEmpty() && row.size() != rows.get(0).size()) {
                    throw new IOException(file + ", line " + (rows.size() + 1) + ": " + row.size()
                            + " fields; expected " + rows.get(0).size() + ". The file was changed or damaged.");
                }
                rows.add(row);
            }
        }
        return rows;
    }

    /** run.yaml is one mapping of options below the name of the command. */
    private static Map<String, String> settings(Path file) throws IOException {
        Map<String, String> settings = new LinkedHashMap<>();
        String key = "";
        for (String line : Files.readAllLines(file)) {
            String text = line.strip();
            int colon = text.indexOf(": ");
            boolean begins = line.startsWith("  ") && !text.startsWith("-");
            if (begins && (colon > 0 || text.endsWith(":"))) {
                key = text.substring(0, colon > 0 ? colon : text.length() - 1);
                settings.put(key, colon > 0 ? text.substring(colon + 2) : "");
            } else if (!key.isEmpty()) {
                settings.merge(key, text, (one, other) -> (one + " " + other).strip());
            }
        }
        return settings;
    }

    /** Returns the keys of settings in which the runs differ. */
    public List<String> differing() {
        Set<String> keys = new LinkedHashSet<>();
        runs.forEach(run -> keys.addAll(run.settings().keySet()));
        return keys.stream()
                .filter(key -> runs.stream()
                                .map(run -> run.settings().getOrDefault(key, NONE))
                                .distinct()
                                .count()
                        > 1)
                .toList();
    }

    /**
     * Returns the comparison for the terminal.
     *
     * @param columns width of the terminal
     */
    public String text(int columns, boolean ansi) {
        List<String> heads = new ArrayList<>(List.of("run"));
        runs.forEach(run -> heads.add(String.valueOf(run.folder().getFileName())));
        TextTable table = new TextTable(heads);
        row(table, "steps", runs.stream().map(run -> Long.toString(run.steps())).toList());
        row(
                table,
                "seconds per step",
                runs.stream()
                        .map(run -> number(run.seconds() / Math.max(1, run.steps())))
                        .toList());
        row(
                table,
                "training loss (last 100 steps)",
                runs.stream()
                        .map(run -> run.loss().isPresent() ? number(run.loss().getAsDouble()) : NONE)
                        .toList());
        row(
                table,
                "lowest validation loss",
                runs.stream()
                        .map(run ->
                                run.best().map(best -> number(best.getValue())).orElse(NONE))
                        .toList());
        row(
                table,
                "at step",
                runs.stream()
                        .map(run -> run.best()
                                .map(best -> Long.toString(best.getKey()))
                                .orElse(NONE))
                        .toList());
        for (String key : differing()) {
            row(
                    table,
                    key,
                    runs.stream()
                            .map(run -> run.settings().getOrDefault(key, NONE))
                            .toList());
        }
        return table.text(columns, ansi);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    private static void row(TextTable table, String name, List<String> values) {
        List<Cell> cells = new ArrayList<>(List.of(Cell.of(name)));
        values.forEach(value -> cells.add(Cell.of(value)));
        table.add(cells);
    }

    /** Returns the same as values by name, with all validations. */
    public Map<String, Object> facts() {
        List<Object> all = new ArrayList<>();
        for (Run run : runs) {
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("folder", run.folder().toString());
            facts.put("steps", run.steps());
            facts.put("seconds", run.seconds());
            run.loss().ifPresent(loss -> facts.put("loss", loss));
            facts.put("bestStep", run.bestStep());
            facts.put("validations", run.validations());
            facts.put("settings", run.settings());
            all.add(facts);
        }
        return Map.of("runs", all, "differingSettings", differing());
    }
}
