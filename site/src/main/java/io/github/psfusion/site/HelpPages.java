// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.site;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Element;

/** Pages of the help texts of the commands, and the list of them. */
final class HelpPages {
    static final String INDEX = "reference/help/index.html";

    private HelpPages() {}

    /** Returns the page of each help text, and before them the list. */
    static List<SitePage> of(List<SourceDocument> documents) {
        List<SitePage> pages = new ArrayList<>();
        Element rows = new Element("tbody");
        for (SourceDocument document : documents) {
            if (document.isHelp()) {
                String command = command(document);
                pages.add(page(document, command));
                Element row = rows.appendElement("tr");
                row.appendElement("td")
                        .appendElement("a")
                        .attr("href", SitePage.relative(INDEX, document.address()))
                        .appendElement("code")
                        .text(command);
                row.appendElement("td").text(purpose(document.text()));
            }
        }
        Element body = new Element("div");
        body.appendElement("h1").text("Commands");
        body.appendElement("p")
                .text(
                        "The help text of each command, as psfusion help COMMAND prints it. The guides explain the commands with"
                                + " examples.");
        Element table =
                body.appendElement("div").addClass("wide").attr("tabindex", "0").appendElement("table");
        table.appendElement("thead").appendElement("tr").append("<th>command</th><th>purpose</th>");
        table.appendChild(rows);
        pages.add(0, new SitePage(INDEX, "Commands", body.html()));
        return pages;
    }

    private static SitePage page(SourceDocument document, String command) {
        Element body = new Element("div");
        body.appendElement("h1").text(command);
        body.appendElement("pre").addClass("help").appendElement("code").text(document.text());
        return new SitePage(document.address(), command, body.outerHtml());
    }

    /** Returns the command of a file such as {@code psfusion-dataset-check.txt}. */
    static String command(SourceDocument document) {
        String file = document.name().substring(SourceDocument.HELP.length());
        String words = file.substring(0, file.length() - ".txt".length());
        // The only commands whose own names have hyphens.
        return words.replace('-', ' ')
                .replace("generate completion", "generate-completion")
                .replace("generate man pages", "generate-man-pages");
    }

    /** Returns the first sentence after the usage, whose lines are indented or begin with a bracket where they continue. */
    static String purpose(String text) {
        String described = text.strip().replaceFirst("Usage:.*(\\R[ \\[].*)*\\R+", "");
        String first = described.split("\\R\\s*\\R", 2)[0].replaceAll("\\s+", " ");
        return first.replaceFirst("(?<=[.:?])\\s.*", "").replaceFirst("[.:]$", "");
    }
}
