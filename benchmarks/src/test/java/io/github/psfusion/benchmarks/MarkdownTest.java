// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.benchmarks.Markdown.Item;
import org.junit.jupiter.api.Test;

class MarkdownTest {
    @Test
    void linksAndImagesAreFoundWithTheirLines() {
        Markdown document = Markdown.parse("""
                # Title

                See [one](a.md) and [two `x`](b/c.md#part "title").
                ![image](d.png)
                [ref]: e.md
                """);

        assertThat(document.links())
                .containsExactly(
                        new Item(3, "a.md"), new Item(3, "b/c.md#part"), new Item(4, "d.png"), new Item(5, "e.md"));
    }

    @Test
    void linksInCodeAreNone() {
        Markdown document = Markdown.parse("""
                Text `[no](no.md)`.

                    [no](no.md)

                ```
                [no](no.md)
                ```
                - item
                    [yes](yes.md)
                """);

        assertThat(document.links()).containsExactly(new Item(9, "yes.md"));
    }

    @Test
    void codeSpansAreFoundInTextListsAndTables() {
        Markdown document = Markdown.parse("""
                `A` and ``B `c` ``
                - `D`

                | `E` | x |
                |---|---|
                """);

        assertThat(document.codeSpans())
                .containsExactly(new Item(1, "A"), new Item(1, "B `c`"), new Item(2, "D"), new Item(4, "E"));
    }

    @Test
    void anchorsAreThoseOfGitHub() {
        Markdown document = Markdown.parse("""
                # The allocator, and starting without it
                ## `code` (exit code 6)
                ## Twice
                ## Twice
                ### MSE ↓ and PSNR ↑
                ## [Linked](a.md) text
                ```
                # no heading
                ```
                """);

        assertThat(document.anchors())
                .containsExactlyInAnyOrder(
                        "the-allocator-and-starting-without-it",
                        "code-exit-code-6",
                        "twice",
                        "twice-1",
                        "mse--and-psnr-",
                        "linked-text");
    }
}
