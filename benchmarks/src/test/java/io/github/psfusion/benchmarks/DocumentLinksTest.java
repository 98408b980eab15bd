// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.benchmarks.Markdown.Item;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every link in the documents, and every document that code names, is there. */
class DocumentLinksTest {
    private static final Pattern ELSEWHERE = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*:.*");
    private static final Pattern NAMED_IN_CODE = Pattern.compile("\\bdocs/[\\w./-]+\\.(md|html|png)");

    @Test
    void everyRelativeLinkLeadsToAFileAndAHeading() {
        Checkout checkout = Checkout.find();
        List<String> broken = new ArrayList<>();
        for (Path document : checkout.documents()) {
            for (String link : broken(document)) {
                broken.add(checkout.name(document) + ":" + link);
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void everyDocumentThatCodeNamesExists() {
        Checkout checkout = Checkout.find();
        List<Path> files = new ArrayList<>(checkout.mainClasses());
        files.addAll(checkout.helpTexts());
        files.addAll(checkout.pages());
        files.add(checkout.launcher());
        List<String> missing = new ArrayList<>();
        for (Path file : files) {
            Matcher named = NAMED_IN_CODE.matcher(Checkout.text(file));
            while (named.find()) {
                if (!Files.exists(checkout.root().resolve(named.group()))) {
                    missing.add(checkout.name(file) + ": " + named.group());
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void aLinkToAMissingFileOrHeadingIsFound(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("b.md"), "# Here\n");
        Path document = Files.writeString(folder.resolve("a.md"), """
                # Top
                [ok](b.md) [ok](b.md#here) [ok](#top) [ok](https://example.org/x.md) [ok](mailto:a@b.c)
                [no](c.md) [no](b.md#there)
                [no](#bottom)
                """);

        assertThat(broken(document)).containsExactly("3: c.md", "3: b.md#there", "4: #bottom");
    }

    private static List<String> broken(Path document) {
        Markdown parsed = Markdown.parse(Checkout.text(document));
        return parsed.links().stream()
                .filter(link -> !ELSEWHERE.matcher(link.text()).matches())
                .filter(link -> !resolves(document, parsed, link))
                .map(Item::toString)
                .toList();
    }

    private static boolean resolves(Path document, Markdown parsed, Item link) {
        String[] parts = link.text().split("#", 2);
        if (parts[0].isEmpty()) {
            return parsed.anchors().contains(parts[1]);
        }
        Path target = document.resolveSibling(parts[0]);
        if (!Files.exists(target)) {
            return false;
        }
        boolean heading = parts.length == 2 && parts[0].endsWith(".md");
        return !heading || Markdown.parse(Checkout.text(target)).anchors().contains(parts[1]);
    }
}
