// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.figure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which parts of which pairs are enlarged.
 *
 * @param ofAll parts of all pairs
 * @param ofPairs parts of some pairs, by name, which follow those of all
 */
public record ZoomBoxes(List<ZoomBox> ofAll, Map<String, List<ZoomBox>> ofPairs) {
    private static final int NUMBERS = 4;

    /** Copies list and map. */
    public ZoomBoxes {
        ofAll = List.copyOf(ofAll);
        ofPairs = Map.copyOf(ofPairs);
    }

    /**
     * Reads {@code [PAIR:]X,Y,W,H}; several parts of a pair may follow each other with semicolons between them.
     *
     * @throws IllegalArgumentException if a text has another form
     */
    public static ZoomBoxes parse(Collection<String> texts) {
        List<ZoomBox> ofAll = new ArrayList<>();
        Map<String, List<ZoomBox>> ofPairs = new LinkedHashMap<>();
        for (String text : texts) {
            int colon = text.lastIndexOf(':');
            List<ZoomBox> boxes = colon < 0
                    ? ofAll
                    : ofPairs.computeIfAbsent(text.substring(0, colon).strip(), pair -> new ArrayList<>());
            for (String box : text.substring(colon + 1).split(";", -1)) {
                boxes.add(
                        box(box.strip())
                                .orElseThrow(
                                        () -> new IllegalArgumentException(
                                                text
                                                        + ": expected X,Y,W,H or PAIR:X,Y,W,H: left and upper edge, width and height in whole pixels")));
            }
        }
        return new ZoomBoxes(ofAll, ofPairs);
    }

    private static Optional<ZoomBox> box(String text) {
        String[] parts = text.split(",", -1);
        if (parts.length != NUMBERS) {
            return Optional.empty();
        }
        int[] numbers = new int[NUMBERS];
        for (int i = 0; i < NUMBERS; i++) {
            String number = parts[i].strip();
            if (!number.matches("[0-9]{1,6}")) {
                return Optional.empty();
            }
            numbers[i] = Integer.parseInt(number);
        }
        return numbers[2] == 0 || numbers[3] == 0
                ? Optional.empty()
                : Optional.of(new ZoomBox(numbers[0], numbers[1], numbers[2], numbers[3]));
    }

    /** Returns the parts of a pair. */
    List<ZoomBox> of(String pair) {
        List<ZoomBox> boxes = new ArrayList<>(ofAll);
        boxes.addAll(ofPairs.getOrDefault(pair, List.of()));
        return boxes;
    }
}
