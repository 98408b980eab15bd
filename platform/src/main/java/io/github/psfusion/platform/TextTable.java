// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.platform;

import java.util.ArrayList;
import java.util.List;

/**
 * A table for the terminal: the first column at the left, numbers with their decimal points in a line, two blanks between
 * columns. A table that is wider than the terminal is transposed, its rows as columns; where that does not fit either, it is broken
 * into several, one below the other, each with the first column.
 */
public final class TextTable {
    private static final String GAP = "  ";
    private static final String EMPTY = "-";
    private static final String BOLD = "\u001b[1m";
    private static final String NOT_BOLD = "\u001b[22m";

    private final List<String> heads;
    private final List<List<Cell>> rows = new ArrayList<>();

    /**
     * What is in a cell.
     *
     * @param text a word or a number; signs may follow the number
     * @param bold whether it is printed bold where that is possible
     */
    public record Cell(String text, boolean bold) {
        /** Makes foreign names printable, on one line. */
        public Cell {
            text = PrintableText.name(text);
        }

        /** Makes a cell in usual type; a hyphen where there is nothing to print. */
        public static Cell of(String text) {
            return new Cell(text.isEmpty() ? EMPTY : text, false);
        }

        private int beforePoint() {
            int point = text.indexOf('.');
            return point < 0 ? text.length() : point;
        }
    }

    /** Makes an empty table with the names of its columns. */
    public TextTable(List<String> heads) {
        this.heads = heads.stream().map(PrintableText::name).toList();
    }

    /** Adds a row, a cell a column. */
    public void add(List<Cell> row) {
        if (row.size() != heads.size()) {
            throw new IllegalArgumentException(row.size() + " cells for " + heads.size() + " columns");
        }
        rows.add(List.copyOf(row));
    }

    /**
     * Returns the lines of the table, without a line end after the last.
     *
     * @param columns width of the terminal
     * @param ansi whether bold type may be used
     */
    public String text(int columns, boolean ansi) {
        if (!rows.isEmpty() && width() > columns) {
            TextTable turned = transposed();
            if (turned.width() <= columns) {
                return turned.lines(columns, ansi);
            }
        }
        return lines(columns, ansi);
    }

    /** Returns the table with its rows as columns. */
    private TextTable transposed() {
        List<String> names = new ArrayList<>(List.of(heads.get(0)));
        rows.forEach(row -> names.add(row.get(0).text));
        TextTable turned = new TextTable(names);
        for (int column = 1; column < heads.size(); column++) {
            List<Cell> row = new ArrayList<>(List.of(Cell.of(heads.get(column))));
            for (List<Cell> each : rows) {
                row.add(each.get(column));
            }
            turned.add(row);
        }
        return turned;
    }

    private int width() {
        int width = width(0);
        for (int column = 1; column < heads.size(); column++) {
            width += GAP.length() + width(column);
        }
        return width;
    }

    private String lines(int columns, boolean ansi) {
        List<String> names = words(ansi);
        List<List<String>> numbers = new ArrayList<>();
        for (int column = 1; column < heads.size(); column++) {
            numbers.add(numbers(column, ansi));
        }
        List<String> lines = new ArrayList<>();
        int from = 0;
        do {
            int to = from;
            int used = width(0);
            while (to < numbers.size() && (to == from || used + GAP.length() + width(to + 1) <= columns)) {
                used += GAP.length() + width(to + 1);
                to++;
            }
            if (from > 0) {
                lines.add("");
            }
            for (int line = 0; line < names.size(); line++) {
                StringBuilder text = new StringBuilder(names.get(line));
                for (List<String> column : numbers.subList(from, to)) {
                    text.append(GAP).append(column.get(line));
                }
                lines.add(text.toString().stripTrailing());
            }
            from = to;
        } while (from < numbers.size());
        return String.join("\n", lines);
    }

    /** Returns the width of a column: of its longest word if it is the first, else of its numbers laid point over point. */
    private int width(int column) {
        int cells = column == 0
                ? rows.stream().mapToInt(row -> row.get(0).text.length()).max().orElse(0)
                : beforePoint(column) + afterPoint(column);
        return Math.max(heads.get(column).length(), cells);
    }

    private int beforePoint(int column) {
        return rows.stream()
                .mapToInt(row -> row.get(column).beforePoint())
                .max()
                .orElse(0);
    }

    /** The point counts as the first sign after it. */
    private int afterPoint(int column) {
        return rows.stream()
                .map(row -> row.get(column))
                .mapToInt(cell -> cell.text.length() - cell.beforePoint())
                .max()
                .orElse(0);
    }

    private List<String> words(boolean ansi) {
        int width = width(0);
        List<String> lines = new ArrayList<>();
        lines.add(padded(Cell.of(heads.get(0)), 0, width, false));
        rows.forEach(row -> lines.add(padded(row.get(0), 0, width, ansi)));
        return lines;
    }

    /** Returns the head and the cells of a column; both end at its right. */
    private List<String> numbers(int column, boolean ansi) {
        int width = width(column);
        int point = width - afterPoint(column);
        List<String> lines = new ArrayList<>();
        lines.add(" ".repeat(width - heads.get(column).length()) + heads.get(column));
        rows.forEach(row -> {
            Cell cell = row.get(column);
            lines.add(padded(cell, point - cell.beforePoint(), width, ansi));
        });
        return lines;
    }

    private static String padded(Cell cell, int left, int width, boolean ansi) {
        String text = ansi && cell.bold ? BOLD + cell.text + NOT_BOLD : cell.text;
        return " ".repeat(left) + text + " ".repeat(width - left - cell.text.length());
    }
}
