// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.site;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Puts the navigation, the contents of the page and the search around a page. */
final class PageFrame {
    private static final Pattern PLACE = Pattern.compile("\\$\\{(\\w+)}");
    private static final int LEAST_HEADINGS = 2;

    private final String template = resource("page.html");
    private final Navigation navigation;

    PageFrame(Navigation navigation) {
        this.navigation = navigation;
    }

    /** Returns a file of this package. */
    static String resource(String name) {
        try (InputStream in = PageFrame.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the whole page. */
    String around(SitePage page) {
        boolean home = page.address().equals(Navigation.HOME);
        Map<String, String> values = Map.of(
                "title", text(home ? page.title() : page.title() + " - PSFusion for Java"),
                "root", "../".repeat(page.address().split("/", -1).length - 1),
                "page", text(page.address()),
                "navigation", navigation(page.address()),
                "contents", contents(page),
                "body", page.body(),
                "before", neighbor(page, navigation.before(page.address()), "prev", "Previous"),
                "after", neighbor(page, navigation.after(page.address()), "next", "Next"));
        Matcher places = PLACE.matcher(template);
        return places.replaceAll(place -> Matcher.quoteReplacement(Objects.requireNonNull(values.get(place.group(1)))));
    }

    private String navigation(String address) {
        Element list = new Element("div");
        for (Navigation.Group group : navigation.groups()) {
            Element details = list.appendElement("details");
            details.attr("open", group.isOpenOn(address));
            details.appendElement("summary").text(group.title());
            Element pages = details.appendElement("ul");
            for (Navigation.Entry entry : group.pages()) {
                Element link = pages.appendElement("li").appendElement("a");
                link.attr("href", SitePage.relative(address, entry.address())).text(entry.label());
                if (entry.address().equals(address)) {
                    link.attr("aria-current", "page");
                }
            }
        }
        return list.html();
    }

    /** Returns the headings of the second and third level as links; nothing where there are few. */
    private static String contents(SitePage page) {
        List<Element> headings = Jsoup.parse(page.body()).select("h2[id], h3[id]");
        if (headings.size() < LEAST_HEADINGS) {
            return "";
        }
        Document html = new Document("");
        Element details = html.appendElement("details").attr("open", true);
        details.appendElement("summary").text("On this page");
        Element list = details.appendElement("ul");
        for (Element heading : headings) {
            list.appendElement("li")
                    .addClass(heading.normalName())
                    .appendElement("a")
                    .attr("href", "#" + heading.id())
                    .text(heading.text());
        }
        return html.html();
    }

    private static String neighbor(SitePage page, Optional<Navigation.Entry> other, String relation, String word) {
        if (other.isEmpty()) {
            return "";
        }
        Element link = new Element("a");
        link.attr("rel", relation)
                .attr("href", SitePage.relative(page.address(), other.get().address()));
        link.appendElement("span").text(word);
        link.appendText(other.get().label());
        return link.outerHtml();
    }

    private static String text(String plain) {
        return new Element("p").text(plain).html();
    }
}
