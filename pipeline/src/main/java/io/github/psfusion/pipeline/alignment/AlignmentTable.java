// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline.alignment;

import io.github.psfusion.pipeline.Alignment;
import io.github.psfusion.pipeline.MapSummary;
import io.github.psfusion.pipeline.PairOutcome;
import io.github.psfusion.platform.Csv;
import io.github.psfusion.platform.TextTable;
import io.github.psfusion.registration.Confidence;
import io.github.psfusion.registration.Registration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Verdict, figures and map of each pair, for the terminal and as comma-separated values, in which pairs that are kept keep their rows of
 * an earlier table.
 */
public final class AlignmentTable {
    /** Name of the file. */
    static final String NAME = "align.csv";

    private static final List<String> HEAD = List.of(
            "pair",
            "verdict",
            "parts",
            "agreeing",
            "forward_backward",
            "score",
            "overlap",
            "shift_x",
            "shift_y",
            "m00",
            "m01",
            "m02",
            "m10",
            "m11",
            "m12",
            "m20",
            "m21",
            "m22",
            "width",
            "height");
    private static final long MAX_BYTES = 64L << 20;

    private final List<PairOutcome> outcomes;

    AlignmentTable(List<PairOutcome> outcomes) {
        this.outcomes = List.copyOf(outcomes);
    }

    /**
     * Returns the table.
     *
     * @param earlier the table of an earlier run, if there is one
     */
    byte[] bytes(Path earlier) throws IOException {
        Map<String, String> old = rows(earlier);
        StringBuilder text = new StringBuilder(Csv.row(HEAD));
        for (PairOutcome outcome : outcomes) {
            String row = Csv.row(row(outcome));
            text.append(outcome.state() == PairOutcome.State.KEPT ? old.getOrDefault(key(row), row) : row);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, String> rows(Path earlier) throws IOException {
        Map<String, String> rows = new LinkedHashMap<>();
        if (Files.isRegularFile(earlier) && Files.size(earlier) <= MAX_BYTES) {
            String text = new String(Files.readAllBytes(earlier), StandardCharsets.UTF_8);
            text.lines().forEach(line -> rows.put(key(line), line + "\n"));
        }
        return rows;
    }

    /** Returns the first field as it is written. */
    private static String key(String row) {
        int from = row.startsWith("\"") ? Math.max(row.indexOf("\",", 1), 0) : 0;
        return row.substring(0, Math.max(row.indexOf(',', from), 0));
    }

    private static List<String> row(PairOutcome outcome) {
        List<String> row = new ArrayList<>();
        row.add(outcome.pair().name());
        row.add(verdict(outcome));
        Optional<Alignment> alignment = outcome.alignment();
        Optional<Registration> registration = alignment.flatMap(Alignment::registration);
        if (registration.isPresent()) {
            Confidence confidence = registration.get().confidence();
            row.add(String.valueOf(confidence.parts()));
            row.add(String.valueOf(confidence.agreeing()));
            row.add(Csv.number(confidence.forwardBackward()));
            row.add(Csv.number(registration.get().score()));
            row.add(Csv.number(confidence.overlap()));
        } else {
            row.addAll(List.of("", "", "", "", ""));
        }
        boolean shifted = alignment.isPresent() && alignment.get().shift().isPresent();
        row.add(shifted ? Csv.number(alignment.get().shift().get().dx()) : "");
        row.add(shifted ? Csv.number(alignment.get().shift().get().dy()) : "");
        for (int i = 0; i < 9; i++) {
            row.add(
                    alignment.isPresent()
                            ? Csv.number(alignment.get().map().map().toArray()[i])
                            : "");
        }
        boolean written = outcome.state() == PairOutcome.State.ALIGNED;
        row.add(written ? String.valueOf(outcome.width()) : "");
        row.add(written ? String.valueOf(outcome.height()) : "");
        return row;
    }

    /** Returns the table for the terminal; the map is that of {@link MapSummary}. */
    public static TextTable text(List<PairOutcome> outcomes) {
        TextTable table = new TextTable(List.of(
                "pair", "verdict", "agree", "differ, px", "overlap, %", "dx, px", "dy, px", "turn, deg", "scale"));
        for (PairOutcome outcome : outcomes) {
            Optional<Confidence> confidence =
                    outcome.alignment().flatMap(Alignment::registration).map(Registration::confidence);
            Optional<MapSummary> map = outcome.alignment().map(Alignment::summary);
            Stream<String> cells = Stream.of(
                    outcome.pair().name(),
                    verdict(outcome),
                    confidence.map(of -> of.agreeing() + "/" + of.parts()).orElse(""),
                    confidence.map(of -> number("%.2f", of.forwardBackward())).orElse(""),
                    confidence.map(of -> number("%.0f", 100 * of.overlap())).orElse(""),
                    map.map(of -> number("%.1f", of.dx())).orElse(""),
                    map.map(of -> number("%.1f", of.dy())).orElse(""),
                    map.map(of -> number("%.2f", of.degrees())).orElse(""),
                    map.map(of -> number("%.3f", of.scale())).orElse(""));
            table.add(cells.map(TextTable.Cell::of).toList());
        }
        return table;
    }

    /** Returns a rounded number; nothing for NaN. */
    static String number(String format, double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, format, value);
    }

    /** Returns the verdict on a pair, or what became of it where there is none. */
    static String verdict(PairOutcome outcome) {
        return outcome.alignment()
                .map(Alignment::key)
                .orElse(outcome.state().name().toLowerCase(Locale.ROOT));
    }
}
