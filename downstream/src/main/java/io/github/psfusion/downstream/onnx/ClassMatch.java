// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.downstream.onnx;

import io.github.psfusion.datasets.DatasetException;
import io.github.psfusion.platform.Excerpt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Which classes of a data set the classes of a model are: those that the user names, else those of the same name, whatever the case.
 *
 * @param model names of the model's classes
 * @param data names of the data set's classes
 * @param indices of each class of the model the index of that of the data set; empty where there is none
 */
public record ClassMatch(List<String> model, List<String> data, List<OptionalInt> indices) {
    private static final int NAMED = 12;

    /** Copies the lists. */
    public ClassMatch {
        model = List.copyOf(model);
        data = List.copyOf(data);
        indices = List.copyOf(indices);
    }

    /**
     * Reads what the user names.
     *
     * @param texts {@code MODEL=DATA}, such as {@code pedestrian=person}
     * @throws IllegalArgumentException if a text has another form, or a class is named twice
     */
    public static Map<String, String> parse(List<String> texts) {
        Map<String, String> named = new LinkedHashMap<>();
        for (String text : texts) {
            int equals = text.indexOf('=');
            if (equals < 1 || equals == text.length() - 1) {
                throw new IllegalArgumentException(
                        text
                                + ": expected MODEL=DATA, a class of the model and one of the data set, such as pedestrian=person");
            }
            if (named.put(
                            text.substring(0, equals).strip(),
                            text.substring(equals + 1).strip())
                    != null) {
                throw new IllegalArgumentException(
                        text + ": the class " + text.substring(0, equals) + " is named twice");
            }
        }
        return named;
    }

    /**
     * Matches.
     *
     * @param named classes of the data set by those of the model, before equal names
     * @throws DatasetException if a named class does not exist, or no class of the model is one of the data set
     */
    public static ClassMatch of(List<String> model, List<String> data, Map<String, String> named)
            throws DatasetException {
        for (Map.Entry<String, String> pair : named.entrySet()) {
            require(pair.getKey(), model, "the model");
            require(pair.getValue(), data, "the data set");
        }
        List<OptionalInt> indices = new ArrayList<>();
        for (String name : model) {
            indices.add(find(named.getOrDefault(name, name), data));
        }
        if (indices.stream().noneMatch(OptionalInt::isPresent)) {
            throw new DatasetException("none of the classes of the model (" + Excerpt.of(model, NAMED)
                    + ") is one of the data set (" + Excerpt.of(data, NAMED)
                    + "). Match them by --map MODEL=DATA,..., or name the classes (--classes).");
        }
        return new ClassMatch(model, data, indices);
    }

    private static void require(String name, List<String> names, String owner) throws DatasetException {
        if (!names.contains(name)) {
            throw new DatasetException("--map: " + owner + " has no class " + name + "; it has "
                    + Excerpt.of(names, NAMED) + ". Name one of these.");
        }
    }

    private static OptionalInt find(String name, List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equals(name)) {
                return OptionalInt.of(i);
            }
        }
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equalsIgnoreCase(name)) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    /** Returns the classes of the model that the data set does not have. */
    public List<String> unmatched() {
        List<String> unmatched = new ArrayList<>();
        for (int i = 0; i < model.size(); i++) {
            if (indices.get(i).isEmpty()) {
                unmatched.add(model.get(i));
            }
        }
        return unmatched;
    }

    /** Returns the classes of the data set that the model does not have. */
    public List<String> missing() {
        List<String> missing = new ArrayList<>();
        for (int i = 0; i < data.size(); i++) {
            if (!indices.contains(OptionalInt.of(i))) {
                missing.add(data.get(i));
            }
        }
        return missing;
    }

    /** Returns the matches for records: {@code pedestrian = person, car = car}. */
    @Override
    public String toString() {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < model.size(); i++) {
            if (indices.get(i).isPresent()) {
                pairs.add(model.get(i) + " = " + data.get(indices.get(i).getAsInt()));
            }
        }
        return String.join(", ", pairs);
    }
}
