// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import io.github.psfusion.platform.NameKey;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A form of file names in which words in braces stand for what partners have in common: {@code FLIR_{id}_PreviewData}, or for images
 * in folders below, {@code {set}/{video}/lwir/{id}}. A star stands for anything within a name. Extensions of images do not count, and
 * upper and lower case are alike.
 */
public final class NamePattern implements NameRule {
    private static final Pattern PART = Pattern.compile("\\{(\\w+)\\}|\\*|([^{}*]+)");

    private final String text;
    private final Pattern pattern;
    /** Words in the order in which they first stand, which is that of the groups. */
    private final List<String> words;
    private final int depth;

    private NamePattern(String text, Pattern pattern, List<String> words, int depth) {
        this.text = text;
        this.pattern = pattern;
        this.words = List.copyOf(words);
        this.depth = depth;
    }

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException if it has no word in braces, or a brace too many
     */
    public static NamePattern parse(String text) {
        String form = ImageNames.withoutExtension(text.replace('\\', '/'));
        form = form.startsWith("./") ? form.substring(2) : form;
        Map<String, Integer> groups = new LinkedHashMap<>();
        StringBuilder regex = new StringBuilder();
        Matcher part = PART.matcher(form);
        int end = 0;
        while (end < form.length() && part.find(end) && part.start() == end) {
            String word = part.group(1);
            if (word == null) {
                regex.append(part.group().equals("*") ? "[^/]*?" : Pattern.quote(composed(part.group())));
            } else if (groups.containsKey(word)) {
                regex.append('\\').append(groups.get(word)).append("(?:)");
            } else {
                groups.put(word, groups.size() + 1);
                regex.append("([^/]+?)");
            }
            end = part.end();
        }
        if (end < form.length() || groups.isEmpty()) {
            throw new IllegalArgumentException("'" + text + "' is no pattern of names; expected is one with a word in"
                    + " braces for what partners have in common, such as 'FLIR_{id}_PreviewData' or '{id}_ir'");
        }
        return new NamePattern(
                text,
                Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE),
                new ArrayList<>(groups.keySet()),
                Math.toIntExact(form.chars().filter(c -> c == '/').count()));
    }

    private static String composed(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC);
    }

    /** Returns the words in braces. */
    Set<String> words() {
        return Set.copyOf(words);
    }

    /** Returns whether the pattern is a path, not the name of a file alone. */
    boolean isPath() {
        return depth > 0;
    }

    @Override
    public Optional<String> key(Path image) {
        // By word, since the patterns of both kinds may have their words in another order.
        return values(image).map(values -> NameKey.of(String.join("/", new TreeMap<>(values).values())));
    }

    @Override
    public String name(Path image) {
        return values(image).map(values -> String.join("_", values.values())).orElseThrow();
    }

    private Optional<Map<String, String>> values(Path image) {
        Matcher matcher = pattern.matcher(composed(RelativeNames.of(image)));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < words.size(); i++) {
            values.put(words.get(i), matcher.group(i + 1));
        }
        return Optional.of(values);
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public boolean descends(Path folder) {
        return folder.getNameCount() <= depth;
    }

    @Override
    public boolean reportsOthers() {
        return true;
    }
}
