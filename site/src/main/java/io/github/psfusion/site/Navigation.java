// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.site;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The pages in the order in which they are read, in groups.
 *
 * @param groups never empty ones
 */
record Navigation(List<Group> groups) {
    static final String HOME = "index.html";
    static final String TUTORIAL = "guide/tutorial.html";

    private static final String API = "Java API";
    private static final List<String> GROUPS =
            List.of("Start", "Guide", "Reference", "Commands", API, "Decisions", "Project");
    private static final List<String> START = List.of(HOME, TUTORIAL, GalleryPage.ADDRESS);

    /** The first pages of their groups, in order. */
    private static final List<String> FIRST =
            List.of(HOME, TUTORIAL, GalleryPage.ADDRESS, HelpPages.INDEX, "decisions/index.html");

    /** What is open on every page; the others are open where the page is one of theirs. */
    private static final List<String> ALWAYS_OPEN = List.of("Start", "Guide");

    /** The list of documents in the README gives their order. */
    private static final Pattern LISTED = Pattern.compile("(?s).*\\n## Documents\\n(.*?)(\\n## .*)?");

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)");

    /**
     * Pages that belong together.
     *
     * @param pages in order
     */
    record Group(String title, List<Entry> pages) {
        boolean isOpenOn(String address) {
            return ALWAYS_OPEN.contains(title) || pages.stream().anyMatch(page -> page.address.equals(address));
        }
    }

    /** A page and how the navigation names it. */
    record Entry(String label, String address) {}

    /**
     * Arranges the pages.
     *
     * @param pages all that have a place in the navigation
     * @param readme the README, which lists the documents in the order in which they are read
     * @param api whether there is Java documentation
     */
    static Navigation of(List<SitePage> pages, String readme, boolean api) {
        List<String> listed = listed(readme);
        List<SitePage> sorted = pages.stream()
                .sorted(Comparator.comparingInt(page -> place(page.address(), listed)))
                .toList();
        List<Group> groups = new ArrayList<>();
        for (String title : GROUPS) {
            List<Entry> entries = new ArrayList<>();
            for (SitePage page : sorted) {
                if (group(page.address()).equals(title)) {
                    entries.add(new Entry(page.address().equals(HOME) ? "Overview" : page.title(), page.address()));
                }
            }
            if (api && title.equals(API)) {
                entries.add(new Entry("All packages", LinkTargets.API + "index.html"));
            }
            if (!entries.isEmpty()) {
                groups.add(new Group(title, List.copyOf(entries)));
            }
        }
        return new Navigation(List.copyOf(groups));
    }

    /** Returns where a page stands in its group: the first ones, those of the README, then the others as they come. */
    private static int place(String address, List<String> listed) {
        int first = FIRST.indexOf(address);
        int inReadme = listed.indexOf(address);
        return first >= 0 ? first : FIRST.size() + (inReadme >= 0 ? inReadme : listed.size());
    }

    private static String group(String address) {
        if (START.contains(address)) {
            return "Start";
        }
        if (address.startsWith("guide/")) {
            return "Guide";
        }
        if (address.startsWith("reference/help/")) {
            return "Commands";
        }
        if (address.startsWith("reference/") || address.startsWith("models/")) {
            return "Reference";
        }
        return address.startsWith("decisions/") ? "Decisions" : "Project";
    }

    /** Returns the addresses of the pages that the README lists. */
    private static List<String> listed(String readme) {
        Matcher list = LISTED.matcher(readme);
        return list.matches()
                ? LINK.matcher(list.group(1))
                        .results()
                        .map(link -> new SourceDocument(link.group(1), "").address())
                        .toList()
                : List.of();
    }

    /** Returns the page before another one in its group. */
    Optional<Entry> before(String address) {
        return beside(address, -1);
    }

    /** Returns the page after another one in its group. */
    Optional<Entry> after(String address) {
        return beside(address, 1);
    }

    private Optional<Entry> beside(String address, int step) {
        for (Group group : groups) {
            List<String> addresses = group.pages.stream().map(Entry::address).toList();
            int at = addresses.indexOf(address);
            int other = at + step;
            if (at >= 0 && other >= 0 && other < addresses.size()) {
                return Optional.of(group.pages.get(other));
            }
        }
        return Optional.empty();
    }
}
