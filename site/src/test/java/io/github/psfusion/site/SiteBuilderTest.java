// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.ImageFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole site of this checkout, as files. */
class SiteBuilderTest {
    @TempDir
    private static Path temporary;

    @SuppressWarnings("NullAway.Init") // before all tests
    private static BuiltSite site;

    @BeforeAll
    static void build() throws IOException {
        site = BuiltSite.in(temporary.resolve("site"));
    }

    @Test
    void noLinkOfAPageLeadsNowhereAndNothingIsFetched() throws IOException {
        assertThat(LinkCheck.faults(site.folder())).isEmpty();
    }

    @Test
    void everyMarkdownDocumentIsAPage() throws IOException {
        List<Path> documents;
        try (Stream<Path> files = Files.walk(site.root().resolve("docs"))) {
            documents = files.filter(file -> file.toString().endsWith(".md")).toList();
        }
        assertThat(documents).hasSizeGreaterThan(50);
        for (Path file : documents) {
            String name = SourceDocument.nameOf(site.root(), file);
            String heading =
                    Files.readString(file).lines().findFirst().orElseThrow().substring(2);
            Document page = Jsoup.parse(site.text(new SourceDocument(name, "").address()));
            assertThat(page.select("article > h1").text()).isEqualTo(heading.replace("`", ""));
        }
        for (String page :
                List.of("index.html", "changelog.html", "contributing.html", "security.html", "models/psfusion.html")) {
            assertThat(site.folder().resolve(page)).isNotEmptyFile();
        }
    }

    @Test
    void theNavigationLeadsToAllPagesAndMarksTheOneThatIsShown() throws IOException {
        Document page = Jsoup.parse(site.text("guide/fuse.html"));

        assertThat(page.select(".menu summary").eachText())
                .containsExactly("Menu", "Start", "Guide", "Reference", "Commands", "Decisions", "Project");
        assertThat(page.select(".menu [aria-current]").eachText()).containsExactly("Fuse images");
        assertThat(page.select(".menu a").eachAttr("href"))
                .contains(
                        "../index.html",
                        "../gallery/index.html",
                        "tutorial.html",
                        "../reference/help/psfusion-fuse.html");
        assertThat(page.select(".contents a").eachAttr("href")).contains("#which-images");
        assertThat(page.select(".neighbors a").eachAttr("rel")).containsExactly("prev", "next");
    }

    @Test
    void guidesStandInTheOrderOfTheReadme() throws IOException {
        List<String> guide = Jsoup.parse(site.text("index.html"))
                .select(".menu details:has(> summary:containsOwn(Guide)) a")
                .eachAttr("href");

        assertThat(guide).containsSubsequence("guide/install.html", "guide/fuse.html", "guide/troubleshooting.html");
        assertThat(guide.get(0)).isEqualTo("guide/install.html");
    }

    @Test
    void aHelpTextIsAPageWithTheNameOfTheCommand() throws IOException {
        Document page = Jsoup.parse(site.text("reference/help/psfusion-dataset-check.html"));
        Document list = Jsoup.parse(site.text("reference/help/index.html"));

        assertThat(page.select("h1").text()).isEqualTo("psfusion dataset check");
        assertThat(page.select("pre").text()).startsWith("Usage: psfusion dataset check DIR");
        assertThat(list.select("td:has(a[href=psfusion-dataset-check.html]) + td")
                        .text())
                .isEqualTo("Check a data set");
    }

    @Test
    void theSearchHasTheTextBelowEachHeading() throws IOException {
        List<SearchData.Section> sections = SearchData.sections(
                List.of(
                        new SitePage(
                                "guide/a.html",
                                "A",
                                "<h1 id=\"a\">A</h1><p>first</p><h2 id=\"b\">B</h2><p>second</p><div><table><tr><td>third</td></tr></table></div>")));

        assertThat(sections)
                .containsExactly(
                        new SearchData.Section("guide/a.html", "A", "A", "first"),
                        new SearchData.Section("guide/a.html#b", "A", "B", "second\nthird"));
        assertThat(SearchData.script(sections.subList(0, 1)))
                .isEqualTo("window.psfusionSections = [[\"guide/a.html\",\"A\",\"A\",\"first\"]];\n");
        assertThat(site.text("assets/search-data.js"))
                .contains(
                        "[\"guide/compare.html#reading-the-table\",\"Compare methods\",\"Reading the table\",\"* marks the best mean");
    }

    @Test
    void theGalleryShowsTheImagesThatMethodsMade() throws IOException {
        Document page = Jsoup.parse(site.text("gallery/index.html"));

        assertThat(page.select("h2").eachText())
                .containsExactly("Scene 00001D, by day", "Scene 00002N, at night", "Methods");
        assertThat(page.select("#methods ~ .wide td:first-child").eachText()).containsExactly("average", "laplacian");
        assertThat(page.select("figcaption").eachText()).contains("laplacian levels 4; 64 x 48");
        Image visible = image("00002N-visible.png");
        Image average = image("00002N-average.png");
        assertThat(average.width()).isEqualTo(64);
        assertThat(average).isNotEqualTo(visible);
        assertThat(Files.readAllBytes(site.folder().resolve("gallery/00002N-average.png")))
                .isNotEqualTo(Files.readAllBytes(site.folder().resolve("gallery/00002N-laplacian.png")));
    }

    private static Image image(String file) throws IOException {
        return ImageFiles.read(site.folder().resolve("gallery").resolve(file), DecodeLimits.defaults())
                .image();
    }

    @Test
    void classesLeadToTheJavaDocumentationWhereThereIsSome(@TempDir Path folder) throws IOException {
        Path project = project(folder.resolve("project"));
        Path other = folder.resolve("site");
        new SiteBuilder(project, other).build(Optional.empty());
        assertThat(links(other)).contains("../source/core/src/main/java/org/Type.java.html");
        assertThat(Files.readString(other.resolve("source/core/src/main/java/org/Type.java.html")))
                .contains("<h1>core/src/main/java/org/Type.java</h1>", "List&lt;String&gt; names");

        Files.createDirectories(other.resolve("apidocs/org"));
        Files.writeString(other.resolve("apidocs/org/Type.html"), "<h1>Type</h1>");
        Files.writeString(other.resolve("apidocs/index.html"), "<h1>All packages</h1>");
        new SiteBuilder(project, other).build(Optional.empty());
        assertThat(links(other)).contains("../apidocs/org/Type.html", "../apidocs/index.html");
    }

    @Test
    void aFolderOfTheSourceCodeIsNamedAndNotLinked(@TempDir Path folder) throws IOException {
        new SiteBuilder(project(folder.resolve("project")), folder.resolve("site")).build(Optional.empty());

        String page = Files.readString(folder.resolve("site/guide/a.html"));
        assertThat(page).contains("the sources<span> (<code>core/src</code>)</span>");
    }

    private static Path project(Path root) throws IOException {
        Files.createDirectories(root.resolve("docs/guide"));
        Files.createDirectories(root.resolve("models"));
        Path type = root.resolve("core/src/main/java/org/Type.java");
        Files.createDirectories(type.getParent());
        Files.writeString(type, "record Type(List<String> names) {}\n");
        Files.writeString(root.resolve("README.md"), "# Project\n\n## Documents\n\n- [A](docs/guide/a.md)\n");
        Files.writeString(
                root.resolve("docs/guide/a.md"),
                "# A\n[type](../../core/src/main/java/org/Type.java), [the sources](../../core/src)\n");
        return root;
    }

    private static List<String> links(Path site) throws IOException {
        return Jsoup.parse(site.resolve("guide/a.html"), "UTF-8")
                .select("a[href]")
                .eachAttr("href");
    }

    @Test
    void aDocumentWithADeadLinkIsRefused(@TempDir Path project) throws IOException {
        SourceDocument document = new SourceDocument("docs/a.md", "# A\n[gone](b.md)\n");
        Files.createDirectories(project.resolve("docs"));
        MarkdownPages pages = new MarkdownPages(new LinkTargets(project, project, List.of(document)));

        assertThatThrownBy(() -> pages.page(document))
                .isInstanceOf(IOException.class)
                .hasMessage("docs/a.md: the link b.md leads nowhere");
    }

    @Test
    void deadLinksMissingAnchorsAndForeignScriptsAreFound(@TempDir Path pages) throws IOException {
        Files.writeString(pages.resolve("a.html"), """
                <h2 id="here">Here</h2>
                <a href="#here">ok</a> <a href="b.html#there">ok</a> <a href="https://example.org/">ok</a>
                <a href="#gone">no</a> <a href="b.html#gone">no</a> <a href="c.html">no</a>
                <script src="https://example.org/x.js"></script> <img src="missing.png">
                """);
        Files.writeString(pages.resolve("b.html"), "<p id=\"there\">There</p>");

        assertThat(LinkCheck.faults(pages))
                .containsExactly(
                        "a.html: #gone leads nowhere",
                        "a.html: b.html#gone leads nowhere",
                        "a.html: c.html leads nowhere",
                        "a.html: would fetch https://example.org/x.js",
                        "a.html: missing.png leads nowhere");
    }

    @Test
    void pathsBetweenPagesAreTheShortest() {
        assertThat(SitePage.relative("index.html", "guide/fuse.html")).isEqualTo("guide/fuse.html");
        assertThat(SitePage.relative("guide/fuse.html", "guide/train.html#x")).isEqualTo("train.html#x");
        assertThat(SitePage.relative("reference/help/a.html", "reference/metrics.html"))
                .isEqualTo("../metrics.html");
        assertThat(SitePage.relative("guide/fuse.html", "index.html")).isEqualTo("../index.html");
        assertThat(SitePage.relative("guide/fuse.html", "guides/fuse.html")).isEqualTo("../guides/fuse.html");
    }
}
