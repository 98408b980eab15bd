// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.benchmarks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A Markdown document: its links, the anchors of its headings, and what stands in backticks. */
final class Markdown {
    private static final Pattern FENCE = Pattern.compile("^\\s*(```|~~~).*");
    private static final Pattern INDENTED_CODE = Pattern.compile("^( {4,}|\\t).*");
    private static final Pattern LIST_ITEM = Pattern.compile("^\\s*([-*+]|\\d+\\.)\\s.*");
    private static final Pattern HEADING = Pattern.compile("^#{1,6}\\s+(.*?)\\s*#*\\s*$");
    private static final Pattern CODE_SPAN = Pattern.compile("(`+)(.+?)\\1(?!`)");
    private static final Pattern INLINE_LINK =
            Pattern.compile("\\[[^\\]\\[]*\\]\\(\\s*<?([^)\\s>]+)>?(\\s+\"[^\"]*\")?\\s*\\)");
    private static final Pattern REFERENCE = Pattern.compile("^\\s{0,3}\\[[^\\]]+\\]:\\s+<?(\\S+?)>?\\s*$");
    private static final Pattern NOT_IN_ANCHOR = Pattern.compile("[^\\p{L}\\p{N}_\\- ]");

    /**
     * Something at a line, counted from 1.
     *
     * @param text the target of a link, or what stands between the backticks
     */
    record Item(int line, String text) {
        @Override
        public String toString() {
            return line + ": " + text;
        }
    }

    private final List<Item> links = new ArrayList<>();
    private final List<Item> codeSpans = new ArrayList<>();
    private final Set<String> anchors = new LinkedHashSet<>();

    private Markdown() {}

    static Markdown parse(String text) {
        Markdown document = new Markdown();
        Map<String, Integer> headings = new HashMap<>();
        boolean fenced = false;
        boolean afterBlank = true; // an indented line is code only after an empty line or other code
        boolean inList = false;
        String[] lines = text.split("\\R", -1);
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i];
            if (FENCE.matcher(line).matches()) {
                fenced = !fenced;
                continue;
            }
            boolean code = fenced
                    || (!inList && afterBlank && INDENTED_CODE.matcher(line).matches());
            if (code) {
                continue;
            }
            afterBlank = line.isBlank();
            inList = LIST_ITEM.matcher(line).matches() || (inList && (line.isBlank() || line.startsWith(" ")));
            document.addLine(i + 1, line, headings);
        }
        return document;
    }

    /** Returns the targets of all links and images. */
    List<Item> links() {
        return List.copyOf(links);
    }

    /** Returns what stands in backticks, code blocks left out. */
    List<Item> codeSpans() {
        return List.copyOf(codeSpans);
    }

    /** Returns the anchors of the headings as GitHub forms them. */
    Set<String> anchors() {
        return Set.copyOf(anchors);
    }

    private void addLine(int number, String line, Map<String, Integer> headings) {
        var heading = HEADING.matcher(line);
        if (heading.matches()) {
            String anchor = anchor(heading.group(1));
            int before = headings.merge(anchor, 1, Integer::sum) - 1;
            anchors.add(before == 0 ? anchor : anchor + "-" + before);
        }
        CODE_SPAN
                .matcher(line)
                .results()
                .forEach(span -> codeSpans.add(new Item(number, span.group(2).strip())));
        String prose = CODE_SPAN.matcher(line).replaceAll("code");
        INLINE_LINK.matcher(prose).results().map(link -> link.group(1)).forEach(to -> links.add(new Item(number, to)));
        REFERENCE.matcher(prose).results().map(Markdown::target).forEach(to -> links.add(new Item(number, to)));
    }

    private static String target(MatchResult reference) {
        return reference.group(1);
    }

    private static String anchor(String heading) {
        String text = heading.replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1").toLowerCase(Locale.ROOT);
        return NOT_IN_ANCHOR.matcher(text).replaceAll("").replace(' ', '-');
    }
}
