// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The program prints every message that the guides quote in the first column of a table. */
@Tag("slow") // reads all sources of the project
class TroubleshootingTest {
    private static final List<String> GUIDES = List.of("docs/guide/troubleshooting.md", "docs/guide/memory.md");
    private static final Pattern QUOTE = Pattern.compile("`([^`]+)`");

    /** A message has words; an option, a variable or the name of a file has none. */
    private static final Pattern MESSAGE = Pattern.compile("(?!--)(?!PSFUSION_)[^`]* [^`]*");

    /** What stands between two parts of a literal that is broken into lines. */
    private static final Pattern JOIN = Pattern.compile("\"\\s*\\+\\s*\"");

    @Test
    void everyQuotedMessageIsInTheCode() {
        Checkout checkout = Checkout.find();
        StringBuilder code = new StringBuilder(Checkout.text(checkout.launcher()));
        checkout.mainClasses().forEach(file -> code.append(literals(Checkout.text(file))));
        List<String> missing = new ArrayList<>();
        for (String guide : GUIDES) {
            for (String fragment : fragments(Checkout.text(checkout.root().resolve(guide)))) {
                if (code.indexOf(fragment) < 0) {
                    missing.add(guide + ": " + fragment);
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void messagesAreQuotedInTheFirstColumnWithDotsForWhatVaries() {
        String table = """
                Text with `no message here`.

                | message | remedy |
                |---|---|
                | `the file ... is empty`, `it ends too early` | copy `this and that` |
                | `--device cuda` | `PSFUSION_CACHE` |
                """;

        assertThat(fragments(table)).containsExactly("the file", "is empty", "it ends too early");
    }

    @Test
    void literalsOverSeveralLinesAreJoined() {
        assertThat(literals("throw new X(\"the file \\\"a\\\" is\"\n    + \" empty\" + name);"))
                .contains("the file \"a\" is empty");
    }

    /** Returns the constant parts of the messages in the first columns. */
    private static List<String> fragments(String document) {
        List<String> fragments = new ArrayList<>();
        for (String line : document.split("\n", -1)) {
            if (!line.startsWith("|")) {
                continue;
            }
            Matcher quote = QUOTE.matcher(line.split("\\|", -1)[1]);
            while (quote.find()) {
                if (MESSAGE.matcher(quote.group(1)).matches()) {
                    for (String part : quote.group(1).split("\\.\\.\\.", -1)) {
                        fragments.add(part.strip());
                    }
                }
            }
        }
        fragments.removeIf(String::isEmpty);
        return fragments;
    }

    private static String literals(String source) {
        return JOIN.matcher(source).replaceAll("").replace("\\\"", "\"");
    }
}
