// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.downstream.onnx;

import io.github.psfusion.datasets.DatasetException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of the classes of a model, in the order of its outputs. */
public final class ModelClasses {
    /** The key under which programs of export write the names. */
    static final String KEY = "names";

    private static final Pattern ENTRY =
            Pattern.compile("(?:\"?(\\d{1,6})\"?\\s*:\\s*)?('(?:[^'\\\\]|\\\\.)*'|\"(?:[^\"\\\\]|\\\\.)*\")");
    private static final long MOST_BYTES = 1 << 20;

    private ModelClasses() {}

    /**
     * Reads the names that a model carries: a dictionary {@code {0: 'person', 1: 'car'}} or a list, of Python or JSON, or names with
     * commas or line ends between them.
     *
     * @return empty if the model has none, or they cannot be read
     */
    static List<String> of(Map<String, String> metadata) {
        String text = metadata.getOrDefault(KEY, "").strip();
        if (!text.startsWith("{") && !text.startsWith("[")) {
            return text.isEmpty() ? List.of() : split(text);
        }
        Map<Integer, String> byNumber = new HashMap<>();
        Matcher matcher = ENTRY.matcher(text);
        while (matcher.find()) {
            String quoted = matcher.group(2);
            String name = quoted.substring(1, quoted.length() - 1).replaceAll("\\\\(.)", "$1");
            String number = matcher.group(1);
            byNumber.put(number == null ? byNumber.size() : Integer.parseInt(number), name);
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; byNumber.containsKey(i); i++) {
            names.add(byNumber.get(i));
        }
        return names.size() == byNumber.size() ? List.copyOf(names) : List.of();
    }

    /**
     * Reads names as users give them.
     *
     * @param given a file with a name in each line, {@code coco} for the 80 classes of COCO, or names
     * @throws DatasetException if a name is empty or given twice
     */
    public static List<String> given(List<String> given) throws IOException {
        List<String> names = given;
        if (given.size() == 1) {
            String only = given.get(0).strip();
            if (only.equals("coco")) {
                return coco();
            }
            if (Files.isRegularFile(Path.of(only))) {
                names = lines(Path.of(only));
            } else if (only.endsWith(".txt") || only.endsWith(".names")) {
                throw new DatasetException(
                        only + ": there is no such file. Name a file with a class in each line, or the"
                                + " classes with commas between them.");
            }
        }
        List<String> stripped = names.stream().map(String::strip).toList();
        Set<String> seen = new HashSet<>();
        for (String name : stripped) {
            if (name.isEmpty() || !seen.add(name)) {
                throw new DatasetException(
                        name.isEmpty()
                                ? "a class has an empty name. Name all classes of the model, in their order."
                                : "two classes are named " + name + ". Give each a name of its own.");
            }
        }
        return stripped;
    }

    private static List<String> lines(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new DatasetException(
                    file + ": this is no list of classes. Name a text file with a class in each line.");
        }
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (CharacterCodingException e) {
            throw new DatasetException(
                    file + ": this is no text in UTF-8. Name a text file with a class in each line.", e);
        }
    }

    private static List<String> coco() {
        try (InputStream stream = ModelClasses.class.getResourceAsStream("coco.txt")) {
            if (stream == null) {
                throw new IllegalStateException("the program lacks its list of the classes of COCO");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("the list of the classes of COCO cannot be read", e);
        }
    }

    private static List<String> split(String text) {
        return Arrays.stream(text.split("[,\\n]", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
