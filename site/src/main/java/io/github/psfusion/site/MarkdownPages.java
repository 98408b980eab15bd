// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.site;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Turns Markdown documents into pages. The anchors of headings are those that GitHub forms. */
final class MarkdownPages {
    private static final List<Extension> EXTENSIONS =
            List.of(AutolinkExtension.create(), TablesExtension.create(), HeadingAnchorExtension.create());

    private final Parser parser = Parser.builder().extensions(EXTENSIONS).build();
    private final HtmlRenderer renderer =
            HtmlRenderer.builder().extensions(EXTENSIONS).build();
    private final LinkTargets targets;

    MarkdownPages(LinkTargets targets) {
        this.targets = targets;
    }

    /**
     * Returns the page of a document.
     *
     * @throws IOException if the document has no heading, or a link that leads nowhere
     */
    SitePage page(SourceDocument document) throws IOException {
        Document html = Jsoup.parse(renderer.render(parser.parse(document.text())));
        html.outputSettings().prettyPrint(false);
        Element heading = html.selectFirst("h1");
        if (heading == null) {
            throw new IOException(document.name() + ": has no heading of the first level");
        }
        String address = document.address();
        for (Element link : html.select("a[href]")) {
            Optional<String> target = targets.resolve(document.name(), address, link.attr("href"));
            if (target.isPresent()) {
                link.attr("href", target.get());
            } else {
                String folder = targets.target(document.name(), link.attr("href"));
                Element place = new Element("span").appendText(" (");
                place.appendElement("code").text(folder);
                link.after(place.appendText(")"));
                link.unwrap();
            }
        }
        for (Element image : html.select("img[src]")) {
            Optional<String> target = targets.resolve(document.name(), address, image.attr("src"));
            image.attr("src", target.orElseThrow(() -> new IOException(document.name() + ": an image is a folder")));
        }
        for (Element table : html.select("table")) {
            // Wide tables scroll, also with the keyboard.
            table.wrap("<div class=\"wide\" tabindex=\"0\"></div>");
        }
        return new SitePage(address, heading.text(), html.body().html());
    }
}
