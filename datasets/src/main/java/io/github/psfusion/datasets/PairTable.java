// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import io.github.psfusion.platform.NameKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A text file of two columns: an infrared image and its visible partner on each line, with a third one for the name of the pair if it
 * is to have another than the infrared image. Columns are separated by tabs, commas, semicolons or blanks. Images are named by their
 * paths from the folder of infrared or visible images, with or without extension.
 */
final class PairTable {
    private static final Set<String> HEADINGS = Set.of("ir", "infrared", "thermal", "lwir");
    private static final Set<String> PARTNER_HEADINGS = Set.of("vi", "vis", "visible", "rgb");

    /**
     * A line.
     *
     * @param number of the line, from 1 on
     */
    private record Row(int number, String infrared, String visible, Optional<String> name) {}

    private final Path file;
    private final List<Row> rows;

    private PairTable(Path file, List<Row> rows) {
        this.file = file;
        this.rows = rows;
    }

    /**
     * Reads a table.
     *
     * @throws DatasetException if it is no text, a line has not two or three columns, or an image is in two lines
     */
    static PairTable read(Path file) throws IOException {
        List<Row> rows = new ArrayList<>();
        Map<String, Integer> infrared = new HashMap<>();
        Map<String, Integer> visible = new HashMap<>();
        int number = 0;
        for (String line : NameList.lines(file)) {
            number++;
            String text = (number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line).strip();
            if (text.isEmpty() || text.startsWith("#")) {
                continue;
            }
            List<String> cells = cells(text);
            if (cells.size() < 2 || cells.size() > 3 || cells.stream().anyMatch(String::isEmpty)) {
                throw new DatasetException(file + ", line " + number + ": " + cells.size() + " columns (" + text
                        + "), but expected are an infrared image and its visible partner, separated by a comma or a"
                        + " tab.");
            }
            if (rows.isEmpty() && isHeading(cells)) {
                continue;
            }
            Optional<String> name = cells.size() == 3 ? Optional.of(cells.get(2)) : Optional.empty();
            Row row = new Row(number, key(cells.get(0)), key(cells.get(1)), name);
            requireNew(file, row, infrared.put(row.infrared, number), cells.get(0));
            requireNew(file, row, visible.put(row.visible, number), cells.get(1));
            rows.add(row);
        }
        if (rows.isEmpty()) {
            throw new DatasetException(file + ": the table names no pair. Write an infrared image and its visible"
                    + " partner on each line.");
        }
        return new PairTable(file, rows);
    }

    private static void requireNew(Path file, Row row, @Nullable Integer earlier, String image)
            throws DatasetException {
        if (earlier != null) {
            throw new DatasetException(file + ", line " + row.number + ": " + image + " is on line " + earlier
                    + " already. Each image belongs to one pair; remove one of the lines.");
        }
    }

    private static List<String> cells(String line) {
        String separator =
                Stream.of("\t", ",", ";").filter(line::contains).findFirst().orElse("\\s+");
        return Stream.of(line.split(separator, -1))
                .map(String::strip)
                .map(cell -> cell.length() > 1 && cell.startsWith("\"") && cell.endsWith("\"")
                        ? cell.substring(1, cell.length() - 1)
                        : cell)
                .toList();
    }

    private static boolean isHeading(List<String> cells) {
        return HEADINGS.contains(cells.get(0).toLowerCase(Locale.ROOT))
                && PARTNER_HEADINGS.contains(cells.get(1).toLowerCase(Locale.ROOT));
    }

    private static String key(String image) {
        String path = image.replace('\\', '/');
        return NameKey.of(RelativeNames.of(Path.of(path.startsWith("./") ? path.substring(2) : path)));
    }

    NameRule infrared() {
        Map<String, Row> byImage = new HashMap<>();
        rows.forEach(row -> byImage.put(row.infrared, row));
        return new Column(byImage);
    }

    NameRule visible() {
        Map<String, Row> byImage = new HashMap<>();
        rows.forEach(row -> byImage.put(row.visible, row));
        return new Column(byImage);
    }

    /**
     * Checks that all images exist.
     *
     * @param infrared keys of the infrared images that were found
     * @param visible keys of the visible images that were found
     * @throws DatasetException naming the first line of an image that is missing, and how many there are
     */
    void requireAll(Set<String> infrared, Path infraredFolder, Set<String> visible, Path visibleFolder)
            throws DatasetException {
        List<String> missing = new ArrayList<>();
        for (Row row : rows) {
            if (!infrared.contains(String.valueOf(row.number))) {
                missing.add("line " + row.number + ": there is no infrared image " + row.infrared + " in "
                        + infraredFolder);
            }
            if (!visible.contains(String.valueOf(row.number))) {
                missing.add(
                        "line " + row.number + ": there is no visible image " + row.visible + " in " + visibleFolder);
            }
        }
        if (!missing.isEmpty()) {
            throw new DatasetException(file + ", " + missing.get(0) + "."
                    + (missing.size() > 1 ? " So are " + (missing.size() - 1) + " more of its images missing." : "")
                    + " Name images by their paths from that folder.");
        }
    }

    private static final class Column implements NameRule {
        private final Map<String, Row> byImage;
        private final int depth;

        Column(Map<String, Row> byImage) {
            this.byImage = byImage;
            depth = byImage.keySet().stream()
                    .mapToInt(image ->
                            Math.toIntExact(image.chars().filter(c -> c == '/').count()))
                    .max()
                    .orElse(0);
        }

        private Optional<Row> row(Path image) {
            return Optional.ofNullable(byImage.get(NameKey.of(RelativeNames.of(image))));
        }

        @Override
        public Optional<String> key(Path image) {
            return row(image).map(row -> String.valueOf(row.number));
        }

        @Override
        public String name(Path image) {
            return row(image).flatMap(Row::name).orElseGet(() -> RelativeNames.flat(image));
        }

        @Override
        public String text() {
            return "a name of the table";
        }

        @Override
        public boolean descends(Path folder) {
            return folder.getNameCount() <= depth;
        }
    }
}
