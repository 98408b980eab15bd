// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.boxes;

import io.github.psfusion.datasets.DatasetException;
import io.github.psfusion.datasets.NaturalOrder;
import io.github.psfusion.platform.Csv;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeSet;

/**
 * Reads a table of boxes, a row per box, as the boxes of MSRS come: columns {@code name} (of the image), {@code class} (number),
 * {@code cx}, {@code cy}, {@code w}, {@code h}, and {@code score} of detections, in any order.
 */
final class BoxTable {
    private static final List<String> COLUMNS = List.of("name", "class", "cx", "cy", "w", "h");
    private static final String SCORE = "score";

    private BoxTable() {}

    static BoxFile read(Path file, boolean scored) throws IOException {
        List<String> lines = BoxText.lines(file);
        List<String> head = lines.isEmpty() ? List.of() : Csv.fields(lines.get(0));
        List<String> wanted = new ArrayList<>(COLUMNS);
        if (scored) {
            wanted.add(SCORE);
        }
        if (!head.containsAll(wanted)) {
            throw new DatasetException(file + ": the first line must name the columns " + String.join(",", wanted)
                    + ", but is \"" + (lines.isEmpty() ? "" : lines.get(0)) + "\".");
        }
        int[] columns = wanted.stream().mapToInt(head::indexOf).toArray();
        List<LabeledBox> boxes = new ArrayList<>();
        for (int line = 2; line <= lines.size(); line++) {
            String text = lines.get(line - 1);
            if (text.isBlank()) {
                continue;
            }
            try {
                List<String> fields = Csv.fields(text);
                if (fields.size() != head.size()) {
                    throw new IllegalArgumentException(fields.size() + " fields; expected " + head.size());
                }
                double[] numbers = new double[columns.length - 2];
                for (int i = 0; i < numbers.length; i++) {
                    numbers[i] = BoxText.number(fields.get(columns[i + 2]));
                }
                double[] center = {numbers[0], numbers[1], numbers[2], numbers[3]};
                OptionalDouble score = scored ? OptionalDouble.of(numbers[4]) : OptionalDouble.empty();
                String name = fields.get(columns[0]);
                if (name.isBlank()) {
                    throw new IllegalArgumentException("the name of the image is empty");
                }
                boxes.add(BoxText.box(name, fields.get(columns[1]), center, score));
            } catch (IllegalArgumentException e) {
                throw BoxText.wrong(file, line, e);
            }
        }
        TreeSet<String> names = new TreeSet<>(NaturalOrder.INSTANCE);
        boxes.forEach(box -> names.add(box.image()));
        List<BoxImage> images =
                names.stream().map(name -> new BoxImage(name, name, 0, 0)).toList();
        return new BoxFile(file, BoxFormat.CSV, images, Map.of(), boxes);
    }
}
