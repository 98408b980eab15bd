// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.site;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Finds links that lead nowhere, and what pages would fetch from a network, in all pages but those of the Java documentation. */
final class LinkCheck {
    private static final Pattern ELSEWHERE = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*:.*|//.*");

    private final Path site;
    private final Map<Path, Set<String>> anchors = new HashMap<>();
    private final List<String> faults = new ArrayList<>();

    private LinkCheck(Path site) {
        this.site = site;
    }

    /**
     * Returns a line for each fault, in the order of the pages.
     *
     * @param site folder of the site
     */
    static List<String> faults(Path site) throws IOException {
        LinkCheck check = new LinkCheck(site);
        List<Path> pages;
        try (Stream<Path> files = Files.walk(site)) {
            pages = files.filter(file -> file.toString().endsWith(".html"))
                    .filter(file -> !file.startsWith(site.resolve(LinkTargets.API)))
                    .sorted()
                    .toList();
        }
        for (Path page : pages) {
            check.check(page);
        }
        return List.copyOf(check.faults);
    }

    private void check(Path page) throws IOException {
        Document html = parse(page);
        for (Element link : html.select("a[href]")) {
            if (!ELSEWHERE.matcher(link.attr("href")).matches()) {
                follow(page, link.attr("href"));
            }
        }
        for (Element part : html.select("[src], link[href]")) {
            String address = part.hasAttr("src") ? part.attr("src") : part.attr("href");
            if (!ELSEWHERE.matcher(address).matches()) {
                follow(page, address);
            } else if (!address.startsWith("data:")) {
                faults.add(site.relativize(page) + ": would fetch " + address);
            }
        }
    }

    private void follow(Path page, String link) throws IOException {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty()
                ? page
                : page.resolveSibling(URLDecoder.decode(parts[0], StandardCharsets.UTF_8))
                        .normalize();
        boolean found = Files.isRegularFile(target)
                && (parts.length == 1 || anchors(target).contains(parts[1]));
        if (!found) {
            faults.add(site.relativize(page) + ": " + link + " leads nowhere");
        }
    }

    private Set<String> anchors(Path page) throws IOException {
        Set<String> known = anchors.get(page);
        if (known == null) {
            known = new HashSet<>(parse(page).select("[id]").eachAttr("id"));
            anchors.put(page, known);
        }
        return known;
    }

    private static Document parse(Path page) throws IOException {
        return Jsoup.parse(page, StandardCharsets.UTF_8.name());
    }
}
