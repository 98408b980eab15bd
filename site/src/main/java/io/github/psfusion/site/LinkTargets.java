// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where the links of the documents lead on the site: to pages, to copies of images, to the Java documentation, or to a page with the
 * text of a source file. Remembers the files that are needed.
 */
final class LinkTargets {
    /** The name that maven-javadoc-plugin gives the folder. */
    static final String API = "apidocs/";

    private static final String SOURCE = "source/";
    private static final Pattern ELSEWHERE = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*:.*|#.*");
    private static final Pattern COPIED = Pattern.compile(".*\\.(png|jpe?g|svg|gif|html)");
    private static final Pattern PUBLIC_CLASS = Pattern.compile("[\\w-]+/src/main/java/(.*)\\.java");

    private final Path root;
    private final Path site;
    private final Map<String, String> pages;
    private final Map<String, String> copies = new TreeMap<>();
    private final Map<String, String> sources = new TreeMap<>();

    /**
     * Starts without files.
     *
     * @param root of the project
     * @param site folder of the site, which holds the Java documentation if there is any
     */
    LinkTargets(Path root, Path site, List<SourceDocument> documents) {
        this.root = root;
        this.site = site;
        this.pages = documents.stream()
                .collect(Collectors.toMap(SourceDocument::name, SourceDocument::address, (a, b) -> a));
    }

    /**
     * Returns where a link leads, relative to the page of its document.
     *
     * @param document the name of the document
     * @param page the address of its page
     * @param link as written
     * @return empty if it leads to a folder of the source code, which is no part of the site
     * @throws IOException if the link leads nowhere
     */
    Optional<String> resolve(String document, String page, String link) throws IOException {
        if (ELSEWHERE.matcher(link).matches()) {
            return Optional.of(link);
        }
        String[] parts = link.split("#", 2);
        String name = target(document, parts[0]);
        String anchor = parts.length == 2 ? "#" + parts[1] : "";
        if (!Files.exists(root.resolve(name))) {
            throw new IOException(document + ": the link " + link + " leads nowhere");
        }
        return address(name).map(address -> SitePage.relative(page, address) + anchor);
    }

    /** Returns the name to which a link of a document leads, relative to the root of the project. */
    String target(String document, String link) {
        return SourceDocument.nameOf(
                root, root.resolve(document).resolveSibling(link).normalize());
    }

    private Optional<String> address(String name) {
        for (String page : List.of(name, name + "/README.md")) {
            if (pages.containsKey(page)) {
                return Optional.of(pages.get(page));
            }
        }
        if (Files.isDirectory(root.resolve(name))) {
            return (name + "/").equals(SourceDocument.HELP) ? Optional.of(HelpPages.INDEX) : Optional.empty();
        }
        Matcher type = PUBLIC_CLASS.matcher(name);
        if (type.matches() && Files.exists(site.resolve(API + type.group(1) + ".html"))) {
            return Optional.of(API + type.group(1) + ".html");
        }
        if (COPIED.matcher(name).matches()) {
            return Optional.of(copies.computeIfAbsent(name, LinkTargets::copy));
        }
        return Optional.of(sources.computeIfAbsent(name, file -> SOURCE + file + ".html"));
    }

    private static String copy(String name) {
        return name.startsWith(SourceDocument.DOCUMENTS)
                ? name.substring(SourceDocument.DOCUMENTS.length())
                : SOURCE + name;
    }

    /** Returns the files that documents show or offer, with their addresses on the site. */
    Map<String, String> copies() {
        return copies;
    }

    /** Returns the source files to which documents lead, with the addresses of the pages with their text. */
    Map<String, String> sources() {
        return sources;
    }
}
