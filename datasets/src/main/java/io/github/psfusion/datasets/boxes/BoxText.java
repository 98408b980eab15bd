// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.boxes;

import io.github.psfusion.datasets.DatasetException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

/** Lines of text with boxes that are fractions of their image. */
final class BoxText {
    /** Some million boxes; a larger file is not a list of boxes. */
    private static final long MOST_BYTES = 512L << 20;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** Detectors give boxes that reach beyond the image by rounding; more is another unit. */
    private static final double TOLERANCE = 0.01;

    private BoxText() {}

    static List<String> lines(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new DatasetException(file + ": " + Files.size(file) + " bytes are too many for boxes (at most "
                    + MOST_BYTES + "). Split the set, or name another file.");
        }
        try {
            List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
            if (!lines.isEmpty() && lines.get(0).startsWith(BYTE_ORDER_MARK)) {
                lines.set(0, lines.get(0).substring(1));
            }
            return lines;
        } catch (CharacterCodingException e) {
            throw new DatasetException(file + ": this is not text in UTF-8. Save it as UTF-8.", e);
        }
    }

    /**
     * Makes a box of its center and size.
     *
     * @param category number of the class, from 0
     * @param center fractions: center x and y, width, height
     * @throws IllegalArgumentException stating what is wrong
     */
    static LabeledBox box(String image, String category, double[] center, OptionalDouble score) {
        if (!category.matches("\\d{1,9}")) {
            throw new IllegalArgumentException("the class is \"" + category + "\"; expected a number from 0");
        }
        for (double value : center) {
            if (!(value >= -TOLERANCE && value <= 1 + TOLERANCE)) {
                throw new IllegalArgumentException("the box has the value " + value
                        + "; expected center and size as fractions of width and height, 0 to 1");
            }
        }
        return new LabeledBox(
                image,
                String.valueOf(Integer.parseInt(category)),
                center[0] - center[2] / 2,
                center[1] - center[3] / 2,
                center[2],
                center[3],
                OptionalDouble.empty(),
                false,
                score);
    }

    static double number(String text) {
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"" + text + "\" is not a number", e);
        }
    }

    static DatasetException wrong(Path file, int line, IllegalArgumentException reason) {
        return new DatasetException(file + ", line " + line + ": " + reason.getMessage() + ".", reason);
    }
}
