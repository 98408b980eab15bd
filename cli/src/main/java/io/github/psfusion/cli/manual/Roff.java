// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.manual;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Writes text in the macros of man(7), as groff and mandoc read them. Any text can be written: nothing in it is a request. */
final class Roff {
    /** An option with its dashes, or a placeholder such as {@code FILE} or {@code WxH}. */
    private static final Pattern OPTION = Pattern.compile("(?<![A-Za-z0-9-])-{1,2}[A-Za-z][a-z0-9-]*");

    private static final Pattern PLACEHOLDER = Pattern.compile("(?<!-)\\b[A-Z][A-Z0-9]*(?:x[A-Z])?\\b");

    private final StringBuilder text = new StringBuilder();
    private boolean afterHeading;

    /**
     * Begins a page of section 1, the commands. Nothing is hyphenated or justified: names of options and files keep their form.
     *
     * @param source program and version
     */
    Roff(String name, String source, String manual) {
        // No date: the same sources make the same page.
        line(".TH " + argument(name.toUpperCase(Locale.ROOT)) + " 1 \"\" " + argument(source) + " " + argument(manual));
        line(".nh");
        line(".ad l");
    }

    void section(String heading) {
        line(".SH " + argument(heading));
    }

    void subsection(String heading) {
        line(".SS " + argument(heading));
    }

    void paragraph(String words) {
        separate();
        line(escaped(words));
    }

    /** Writes a line of the synopsis: the command in bold, placeholders in italics. */
    void synopsis(String command, String rest) {
        separate();
        line("\\fB" + escaped(command) + "\\fR" + tag(rest));
    }

    /** Writes an entry of a list. */
    void item(String tag, String description) {
        line(".TP");
        line(tag(tag));
        line(description.isBlank() ? "\\&" : escaped(description));
    }

    /** Writes lines as they are. */
    void verbatim(List<String> lines) {
        separate();
        line(".in +2n");
        line(".nf");
        lines.forEach(each -> line(escaped(each)));
        line(".fi");
        line(".in");
    }

    /** Writes the names of pages of section 1. */
    void pages(List<String> names) {
        separate();
        for (int i = 0; i < names.size(); i++) {
            line(".BR " + argument(names.get(i)) + " (1)" + (i + 1 < names.size() ? "," : ""));
        }
    }

    /** Begins a paragraph; after a heading one has begun. */
    private void separate() {
        if (!afterHeading) {
            line(".PP");
        }
    }

    private static String tag(String words) {
        String escaped = escaped(PLACEHOLDER.matcher(words).replaceAll("\u0001$0\u0002"));
        escaped = OPTION.matcher(escaped.replace("\\-", "-")).replaceAll("\u0003$0\u0002");
        return escaped.replace("-", "\\-")
                .replace("\u0001", "\\fI")
                .replace("\u0003", "\\fB")
                .replace("\u0002", "\\fR");
    }

    private static String argument(String words) {
        return '"' + escaped(words) + '"';
    }

    private static String escaped(String words) {
        StringBuilder escaped = new StringBuilder();
        words.codePoints().forEach(code -> escaped.append(escaped(code)));
        boolean request = words.startsWith(".");
        return request ? "\\&" + escaped : escaped.toString();
    }

    private static String escaped(int code) {
        return switch (code) {
            case '\\' -> "\\(rs";
            case '-' -> "\\-"; // else a hyphen, which a shell does not take for an option
            case '\'' -> "\\(aq";
            case '`' -> "\\(ga";
            case '^' -> "\\(ha";
            case '~' -> "\\(ti";
            case '"' -> "\\(dq";
            case '\n' -> " ";
            default -> code < 0x7F ? Character.toString(code) : String.format("\\[u%04X]", code);
        };
    }

    private void line(String line) {
        afterHeading = line.startsWith(".SH") || line.startsWith(".SS");
        text.append(line).append('\n');
    }

    /** Returns the page. */
    @Override
    public String toString() {
        return text.toString();
    }
}
