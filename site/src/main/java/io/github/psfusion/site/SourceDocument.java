// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A document that becomes a page.
 *
 * @param name path relative to the root of the project, with slashes
 * @param text the whole text
 */
record SourceDocument(String name, String text) {
    static final String DOCUMENTS = "docs/";
    static final String HELP = "docs/reference/help/";

    /** Folders with Markdown documents, and whether folders in them have some, too. */
    private static final List<String> DEEP = List.of("docs", "models");

    /**
     * Returns all Markdown documents and the help texts of the commands, in the order of their names.
     *
     * @param root of the project
     */
    static List<SourceDocument> find(Path root) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> top = Files.list(root)) {
            top.filter(file -> file.toString().endsWith(".md")).forEach(files::add);
        }
        for (String folder : DEEP) {
            try (Stream<Path> below = Files.walk(root.resolve(folder))) {
                below.filter(Files::isRegularFile)
                        .filter(file -> isDocument(nameOf(root, file)))
                        .forEach(files::add);
            }
        }
        List<SourceDocument> documents = new ArrayList<>();
        for (Path file : files.stream().sorted().toList()) {
            documents.add(new SourceDocument(nameOf(root, file), Files.readString(file)));
        }
        return List.copyOf(documents);
    }

    private static boolean isDocument(String name) {
        return name.endsWith(".md") || (name.startsWith(HELP) && name.endsWith(".txt"));
    }

    static String nameOf(Path root, Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    /** Returns whether this is the help text of a command. */
    boolean isHelp() {
        return name.startsWith(HELP);
    }

    /** Returns the address of the page, relative to the root of the site. */
    String address() {
        String path = name.startsWith(DOCUMENTS) ? name.substring(DOCUMENTS.length()) : name;
        String page = path.replaceFirst("(^|/)README\\.md$", "$1index.html").replaceFirst("\\.(md|txt)$", ".html");
        return page.contains("/") ? page : page.toLowerCase(Locale.ROOT);
    }
}
