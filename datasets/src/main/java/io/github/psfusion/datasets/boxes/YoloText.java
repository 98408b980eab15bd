// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.boxes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Reads the boxes of one image in the text form of YOLO: {@code class cx cy w h}, of detections with the score behind them. */
final class YoloText {
    private static final int NUMBERS = 5;
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private YoloText() {}

    static List<LabeledBox> read(Path file, String image, boolean scored) throws IOException {
        List<LabeledBox> boxes = new ArrayList<>();
        int expected = scored ? NUMBERS + 1 : NUMBERS;
        int line = 0;
        for (String text : BoxText.lines(file)) {
            line++;
            if (text.isBlank()) {
                continue;
            }
            String[] fields = BLANKS.split(text.strip(), -1);
            try {
                if (fields.length != expected) {
                    throw new IllegalArgumentException(fields.length + " values; expected " + expected
                            + (scored ? ": class cx cy w h score" : ": class cx cy w h"));
                }
                double[] center = new double[4];
                for (int i = 0; i < center.length; i++) {
                    center[i] = BoxText.number(fields[i + 1]);
                }
                OptionalDouble score =
                        scored ? OptionalDouble.of(BoxText.number(fields[NUMBERS])) : OptionalDouble.empty();
                boxes.add(BoxText.box(image, fields[0], center, score));
            } catch (IllegalArgumentException e) {
                throw BoxText.wrong(file, line, e);
            }
        }
        return boxes;
    }
}
