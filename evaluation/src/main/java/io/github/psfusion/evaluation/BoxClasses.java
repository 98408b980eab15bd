// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import io.github.psfusion.datasets.DatasetException;
import io.github.psfusion.datasets.boxes.BoxFile;
import io.github.psfusion.datasets.boxes.BoxFormat;
import io.github.psfusion.datasets.boxes.LabeledBox;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * The classes of true boxes, and which of them the boxes of another file mean: by id within COCO files, else by name; numbers are
 * indexes of the given names, else of those of the true boxes.
 */
final class BoxClasses {
    /** The classes of the boxes of MSRS, which are the first three of COCO. */
    private static final List<String> MSRS = List.of("person", "bicycle", "car");

    /** Numbers from here on are of unknown classes: no set has so many, and each takes memory. */
    private static final int MOST = 1000;

    private final BoxFile truth;
    /** Names by number: those that the user gave, else those of the true boxes. */
    private final List<String> numbered;

    private final List<String> names;
    private final Map<String, Integer> indexByCall = new HashMap<>();
    private final Map<String, Integer> indexByName = new HashMap<>();

    private BoxClasses(BoxFile truth, Map<String, String> nameByCall, List<String> numbered) {
        this.truth = truth;
        this.numbered = numbered;
        names = List.copyOf(nameByCall.values());
        for (String call : nameByCall.keySet()) {
            indexByCall.put(call, indexByCall.size());
        }
        for (int i = 0; i < names.size(); i++) {
            indexByName.putIfAbsent(names.get(i), i);
        }
    }

    /**
     * Takes the classes of true boxes.
     *
     * @param given names by number, for files with numbers; may be empty
     * @throws DatasetException if a true box is of an unknown class
     */
    static BoxClasses of(BoxFile truth, List<String> given) throws DatasetException {
        Map<String, String> nameByCall = new LinkedHashMap<>(truth.classes());
        if (truth.format().isRelative() && (nameByCall.isEmpty() || !given.isEmpty())) {
            nameByCall.clear();
            List<String> names = given.isEmpty() ? numbered(truth) : given;
            for (int i = 0; i < names.size(); i++) {
                nameByCall.put(String.valueOf(i), names.get(i));
            }
        } else if (truth.format() == BoxFormat.VOC && !given.isEmpty()) {
            nameByCall.clear();
            given.forEach(name -> nameByCall.put(name, name));
        }
        for (LabeledBox box : truth.boxes()) {
            if (!nameByCall.containsKey(box.category())) {
                throw new DatasetException(truth.path() + ": a box of image " + box.image() + " is of class "
                        + box.category() + ", which is none of the " + nameByCall.size() + " classes ("
                        + String.join(", ", nameByCall.values())
                        + "). Correct the file, or name all classes (--classes).");
            }
        }
        boolean ordered = truth.format() != BoxFormat.VOC || !given.isEmpty();
        List<String> numbered = !given.isEmpty() ? given : ordered ? List.copyOf(nameByCall.values()) : List.of();
        return new BoxClasses(truth, nameByCall, numbered);
    }

    private static List<String> numbered(BoxFile truth) {
        int most = truth.boxes().stream()
                .mapToInt(box -> Integer.parseInt(box.category()))
                .max()
                .orElse(-1);
        if (truth.format() == BoxFormat.CSV && most < MSRS.size()) {
            return MSRS;
        }
        List<String> names = new ArrayList<>();
        int limit = Math.min(most + 1, MOST);
        for (int i = 0; i < limit; i++) {
            names.add("class " + i);
        }
        return names;
    }

    /** Returns the names, in their order. */
    List<String> names() {
        return names;
    }

    /** Returns the index of the class of a true box. */
    int index(LabeledBox box) {
        return Objects.requireNonNull(indexByCall.get(box.category()), box::category);
    }

    /**
     * Returns how a file of detections names these classes; the function gives nothing for a class that is not among them.
     *
     * @throws DatasetException if the file names classes in a way that these do not have
     */
    Function<LabeledBox, OptionalInt> finder(BoxFile file) throws DatasetException {
        Map<String, Integer> found = new HashMap<>();
        if (file.format() == BoxFormat.COCO && truth.format() == BoxFormat.COCO) {
            found.putAll(indexByCall);
        } else if (file.format().isRelative()) {
            if (numbered.isEmpty() && !file.boxes().isEmpty()) {
                throw new DatasetException(file.path() + ": the detections have numbers of classes, the true boxes "
                        + truth.path() + " names. Give the names in the order of the numbers (--classes).");
            }
            for (int i = 0; i < numbered.size(); i++) {
                Integer index = indexByName.get(numbered.get(i));
                if (index != null) {
                    found.put(String.valueOf(i), index);
                }
            }
        } else {
            file.classes().forEach((call, name) -> {
                Integer index = indexByName.get(name);
                if (index != null) {
                    found.put(call, index);
                }
            });
        }
        return box -> {
            Integer index = found.get(box.category());
            return index == null ? OptionalInt.empty() : OptionalInt.of(index);
        };
    }
}
