// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import io.github.psfusion.platform.NameKey;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The names of pairs in a list file: text in UTF-8, see {@link Pairing#listed}. */
public final class NameList {
    /** A list of a million long names; a larger file is not a list of names. */
    private static final long MOST_BYTES = 64L << 20;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Path file;
    private final Map<String, Integer> lineByName;

    private NameList(Path file, Map<String, Integer> lineByName) {
        this.file = file;
        this.lineByName = lineByName;
    }

    /**
     * Reads a list.
     *
     * @throws DatasetException if it is no text, names nothing, or names something twice; naming the line
     */
    public static NameList read(Path file) throws IOException {
        Map<String, Integer> lineByName = new LinkedHashMap<>();
        Map<String, Integer> lineByKey = new HashMap<>();
        int line = 0;
        for (String text : lines(file)) {
            line++;
            String entry = (line == 1 && text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text).strip();
            if (entry.isEmpty() || entry.startsWith("#")) {
                continue;
            }
            String name = ImageNames.withoutExtension(entry);
            Integer earlier = lineByKey.putIfAbsent(NameKey.of(name), line);
            if (earlier != null) {
                throw new DatasetException(file + ", line " + line + ": " + name + " was named on line " + earlier
                        + " already. Each pair may be listed once; remove one of the lines.");
            }
            lineByName.put(name, line);
        }
        if (lineByName.isEmpty()) {
            throw new DatasetException(file + ": the list names no pair. Write one name on each line.");
        }
        return new NameList(file, lineByName);
    }

    /** Returns the names as they are compared, see {@link ImageFolder#key(String)}. */
    public Set<String> keys() {
        return lineByName.keySet().stream().map(NameKey::of).collect(Collectors.toUnmodifiableSet());
    }

    static List<String> lines(Path file) throws IOException {
        // A pipe, such as the shell's <(...), is no regular file and has no size.
        if (!Files.exists(file) || Files.isDirectory(file)) {
            throw new DatasetException(file + ": there is no such list file. Check the path.");
        }
        long bytes = Files.size(file);
        if (bytes > MOST_BYTES) {
            throw new DatasetException(file + ": " + bytes + " bytes are too many for a list of names (at most "
                    + MOST_BYTES + "). Name a text file with one name on each line.");
        }
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            throw new DatasetException(
                    file + ": this is not text in UTF-8. Name a text file with one name on each line.", e);
        }
    }

    /**
     * Returns the named ones of these pairs, in the order of the list.
     *
     * @throws DatasetException listing the names that none of the pairs has
     */
    List<PairFiles> select(List<PairFiles> pairs) throws DatasetException {
        return select(pairs, PairFiles::name, "the images, which must exist in infrared and visible");
    }

    /**
     * Returns the named ones of anything that has a name, in the order of the list.
     *
     * @param origin what the names belong to and where they are, for the end of the message
     * @throws DatasetException listing the names that none has
     */
    public <T> List<T> select(List<T> pairs, Function<T, String> nameOf, String origin) throws DatasetException {
        Map<String, T> pairByKey = new HashMap<>();
        pairs.forEach(pair -> pairByKey.put(NameKey.of(nameOf.apply(pair)), pair));
        List<T> selected = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (String name : lineByName.keySet()) {
            T pair = pairByKey.get(NameKey.of(name));
            if (pair == null) { // the extension of an image that is known by its content only
                pair = pairByKey.get(NameKey.of(ImageNames.stem(Path.of(name))));
            }
            if (pair == null) {
                unknown.add(name + " (line " + lineByName.get(name) + ")");
            } else {
                selected.add(pair);
            }
        }
        if (!unknown.isEmpty()) {
            throw new DatasetException(file + ": " + unknown.size() + " of " + lineByName.size()
                    + " listed names belong to no pair: " + ImageNames.some(unknown)
                    + ". Names are those of " + origin + ".");
        }
        return selected;
    }
}
