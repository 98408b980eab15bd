// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds banned words in a text.
 *
 * @param banned the words, each with its standard word
 * @param exemptions the places at which a banned word may stand
 */
record WordScanner(List<Banned> banned, List<Exemption> exemptions) {
    /**
     * A banned word.
     *
     * @param files the files in which it is banned, by a pattern of their whole name relative to the root
     * @param word finds the word in a text, as part of identifiers where the pattern allows it
     * @param standard the word to use
     */
    record Banned(Pattern files, Pattern word, String standard) {}

    /**
     * A place at which banned words may stand.
     *
     * @param files the files, by a pattern of their whole name relative to the root
     * @param text the text around the banned word; a banned word inside it is no violation
     * @param reason why
     */
    record Exemption(Pattern files, Pattern text, String reason) {}

    /**
     * A banned word in a file.
     *
     * @param line counted from 1
     */
    record Violation(String file, int line, String word, String standard) {
        @Override
        public String toString() {
            return file + ":" + line + ": \"" + word + "\", use: " + standard;
        }
    }

    WordScanner {
        banned = List.copyOf(banned);
        exemptions = List.copyOf(exemptions);
    }

    /** Returns the banned words of a text, by line. */
    List<Violation> scan(String file, String text) {
        List<Violation> violations = new ArrayList<>();
        List<Span> exempt = null; // searched for where a banned word is found
        for (Banned rule : banned) {
            if (!rule.files().matcher(file).matches()) {
                continue;
            }
            Matcher found = rule.word().matcher(text);
            while (found.find()) {
                exempt = exempt == null ? exemptSpans(file, text) : exempt;
                Span span = new Span(found.start(), found.end());
                if (exempt.stream().noneMatch(around -> around.contains(span))) {
                    String word = found.group().replaceAll("\\s+", " ");
                    violations.add(new Violation(file, line(text, found.start()), word, rule.standard()));
                }
            }
        }
        violations.sort((a, b) -> Integer.compare(a.line(), b.line()));
        return violations;
    }

    private List<Span> exemptSpans(String file, String text) {
        List<Span> spans = new ArrayList<>();
        for (Exemption exemption : exemptions) {
            if (exemption.files().matcher(file).matches()) {
                Matcher found = exemption.text().matcher(text);
                while (found.find()) {
                    spans.add(new Span(found.start(), found.end()));
                }
            }
        }
        return spans;
    }

    private static int line(String text, int position) {
        return 1
                + (int) text.substring(0, position)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }

    private record Span(int start, int end) {
        boolean contains(Span other) {
            return start <= other.start && other.end <= end;
        }
    }
}
