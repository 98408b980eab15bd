// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.site;

import io.github.psfusion.platform.AtomicFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jsoup.nodes.Element;

/** Writes the site: pages, copies of images, scripts and what the search looks through. */
final class SiteBuilder {
    private static final String LUNR = "/META-INF/resources/webjars/lunr/";
    private static final String LUNR_VERSION = "/META-INF/maven/org.webjars.npm/lunr/pom.properties";

    private final Path root;
    private final Path site;

    /**
     * Names the folders.
     *
     * @param root of the project
     * @param site is made; files of an earlier run are replaced
     */
    SiteBuilder(Path root, Path site) {
        this.root = root;
        this.site = site;
    }

    /**
     * Writes all files.
     *
     * @param gallery what the gallery shows; empty for a site without one
     * @return the number of pages
     * @throws IOException if a document has a link that leads nowhere, or a file cannot be read or written
     */
    int build(Optional<Gallery.Plan> gallery) throws IOException {
        List<SourceDocument> documents = SourceDocument.find(root);
        LinkTargets targets = new LinkTargets(root, site, documents);
        List<SitePage> pages = pages(documents, targets);
        if (gallery.isPresent()) {
            Path folder = site.resolve(GalleryPage.FOLDER);
            pages.add(GalleryPage.of(Gallery.make(gallery.get(), folder, root.resolve("models/psfusion.safetensors"))));
        }
        String readme = Files.readString(root.resolve("README.md"));
        boolean api = Files.exists(site.resolve(LinkTargets.API + "index.html"));
        PageFrame frame = new PageFrame(Navigation.of(pages, readme, api));
        List<SitePage> sources = sources(targets.sources());
        for (SitePage page : pages) {
            write(page.address(), frame.around(page));
        }
        for (SitePage page : sources) {
            write(page.address(), frame.around(page));
        }
        for (Map.Entry<String, String> copy : targets.copies().entrySet()) {
            write(copy.getValue(), Files.readAllBytes(root.resolve(copy.getKey())));
        }
        writeAssets(pages);
        return pages.size() + sources.size();
    }

    private static List<SitePage> pages(List<SourceDocument> documents, LinkTargets targets) throws IOException {
        MarkdownPages markdown = new MarkdownPages(targets);
        List<SitePage> pages = new ArrayList<>();
        for (SourceDocument document : documents) {
            if (!document.isHelp()) {
                pages.add(markdown.page(document));
            }
        }
        pages.addAll(HelpPages.of(documents));
        return pages;
    }

    /** Returns pages with the text of source files. */
    private List<SitePage> sources(Map<String, String> files) throws IOException {
        List<SitePage> pages = new ArrayList<>();
        for (Map.Entry<String, String> file : files.entrySet()) {
            Element body = new Element("div");
            body.appendElement("h1").text(file.getKey());
            body.appendElement("pre").appendElement("code").text(Files.readString(root.resolve(file.getKey())));
            pages.add(new SitePage(file.getValue(), file.getKey(), body.html()));
        }
        return pages;
    }

    private void writeAssets(List<SitePage> pages) throws IOException {
        for (String file : List.of("site.css", "theme.js", "site.js", "search.js", "gallery.js")) {
            write("assets/" + file, PageFrame.resource(file));
        }
        write("assets/icon.svg", PageFrame.resource("icon.svg"));
        write("assets/lunr.js", library("lunr.min.js"));
        write("assets/lunr-LICENSE.txt", library("LICENSE"));
        write("assets/search-data.js", SearchData.script(SearchData.sections(pages)));
    }

    /** Returns a file of Lunr, which is on the class path as a WebJar, in the folder of its version. */
    private static byte[] library(String file) throws IOException {
        Properties properties = new Properties();
        properties.load(new ByteArrayInputStream(resource(LUNR_VERSION)));
        return resource(LUNR + properties.getProperty("version") + "/" + file);
    }

    private static byte[] resource(String path) throws IOException {
        try (InputStream in = SiteBuilder.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IOException(path + " is not on the class path");
            }
            return in.readAllBytes();
        }
    }

    private void write(String address, String text) throws IOException {
        write(address, text.getBytes(StandardCharsets.UTF_8));
    }

    private void write(String address, byte[] bytes) throws IOException {
        Path file = site.resolve(address);
        AtomicFile.makeFolder(file.resolveSibling(""));
        AtomicFile.write(file, bytes);
    }
}
