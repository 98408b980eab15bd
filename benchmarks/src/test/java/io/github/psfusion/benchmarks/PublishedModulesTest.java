// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What the poms promise to those who use the modules as a library. */
class PublishedModulesTest {
    /** Modules that are of no use outside this project. */
    private static final Set<String> UNPUBLISHED = Set.of("testing", "benchmarks");

    /** Modules that are programs, or bring what most programs do not want. */
    private static final Set<String> NOT_IN_ALL = Set.of("bom", "all", "cli", "server", "fiji", "stacks");

    private static final List<String> COMMON_TO_CENTRAL = List.of(
            "/project/url",
            "/project/licenses/license/name",
            "/project/licenses/license/url",
            "/project/developers/developer/name",
            "/project/scm/url",
            "/project/scm/connection",
            "/project/scm/developerConnection");

    private final Path root = Checkout.find().root();
    private final XPath xpath = XPathFactory.newInstance().newXPath();

    @Test
    void theBomHasAllPublishedModules() throws Exception {
        Set<String> published = new TreeSet<>();
        for (String module : modules()) {
            if (!UNPUBLISHED.contains(module) && !module.equals("bom")) {
                published.add("psfusion-" + module);
            }
        }
        assertThat(texts(pom("bom"), "/project/dependencyManagement//dependency/artifactId"))
                .containsExactlyInAnyOrderElementsOf(published);
    }

    @Test
    void allHasAllModulesThatAreNoPrograms() throws Exception {
        Set<String> wanted = new TreeSet<>();
        for (String module : modules()) {
            if (!UNPUBLISHED.contains(module) && !NOT_IN_ALL.contains(module)) {
                wanted.add("psfusion-" + module);
            }
        }
        assertThat(texts(pom("all"), "/project/dependencies/dependency[groupId='io.github.psfusion']/artifactId"))
                .containsExactlyInAnyOrderElementsOf(wanted);
    }

    /** Those of the modules that profiles add are there as well. */
    @Test
    void errorProneChecksTheSourcesOfAllModules() throws Exception {
        for (String kind : List.of("main", "test")) {
            Set<String> wanted = new TreeSet<>();
            try (DirectoryStream<Path> folders = Files.newDirectoryStream(root)) {
                for (Path folder : folders) {
                    if (Files.isDirectory(folder.resolve("src").resolve(kind).resolve("java"))) {
                        wanted.add("${psfusion.root}/" + folder.getFileName() + "/src/" + kind + "/java");
                    }
                }
            }
            String goal = kind.equals("main") ? "compile" : "testCompile";
            assertThat(texts(pom("checks"), "//execution[goals/goal='" + goal + "']//compileSourceRoots/root"))
                    .containsExactlyInAnyOrderElementsOf(wanted);
        }
    }

    @Test
    void everyModuleHasANameADescriptionAndTheNameOfItsPackagesOnTheModulePath() throws Exception {
        for (String module : modules()) {
            Document pom = pom(module);
            assertThat(text(pom, "/project/name")).as(module).isNotBlank();
            assertThat(text(pom, "/project/description")).as(module).endsWith(".");
            if (!text(pom, "/project/packaging").equals("pom")) {
                assertThat(text(pom, "/project/properties/psfusion.module.name"))
                        .as(module)
                        .isEqualTo("io.github.psfusion." + module);
            }
            assertThat(text(pom, "/project/properties/maven.deploy.skip").equals("true"))
                    .as(module)
                    .isEqualTo(UNPUBLISHED.contains(module));
        }
    }

    @Test
    void theBomWhichHasNoParentSaysWhatTheParentSays() throws Exception {
        Document parent = read(root.resolve("pom.xml"));
        Document bom = pom("bom");
        assertThat(text(bom, "/project/parent")).isEmpty();
        assertThat(text(bom, "/project/version")).isEqualTo(text(parent, "/project/version"));
        for (String element : COMMON_TO_CENTRAL) {
            assertThat(text(bom, element)).as(element).isNotBlank().isEqualTo(text(parent, element));
        }
        for (String plugin : List.of("install", "deploy", "gpg")) {
            assertThat(text(bom, "//plugin[artifactId='maven-" + plugin + "-plugin']/version"))
                    .as(plugin)
                    .isEqualTo(text(parent, "/project/properties/" + plugin + "-plugin.version"));
        }
    }

    @Test
    void theRecordOfTheJarsNamesEveryLibraryThatShips() throws Exception {
        String record = Checkout.text(root.resolve("docs/decisions/0028-what-each-jar-costs.md"));
        Set<String> shipped = new TreeSet<>();
        for (String module : modules()) {
            if (!UNPUBLISHED.contains(module) && !module.equals("all")) { // all names native jars of libtorch's own
                shipped.addAll(texts(
                        pom(module),
                        "/project/dependencies/dependency[not(groupId='io.github.psfusion')]"
                                + "[not(scope='test' or scope='provided')]/artifactId"));
            }
        }
        assertThat(shipped)
                .contains("picocli", "echarts")
                .allSatisfy(artifact ->
                        assertThat(record).as(artifact).containsPattern("(?m)^\\|[^|]*\\b" + artifact + "\\b"));
    }

    @Test
    void everyManagedLibraryIsUsed() throws Exception {
        Set<String> used = new TreeSet<>(Set.of("slf4j-api")); // one version for Javalin, Jetty and slf4j-jdk14
        for (String module : modules()) {
            used.addAll(texts(pom(module), "/project//dependency/artifactId"));
        }
        assertThat(texts(
                        read(root.resolve("pom.xml")),
                        "/project/dependencyManagement//dependency[not(groupId='io.github.psfusion')]/artifactId"))
                .hasSizeGreaterThan(20)
                .allSatisfy(artifact -> assertThat(used).contains(artifact));
    }

    private List<String> modules() throws Exception {
        return texts(read(root.resolve("pom.xml")), "/project/modules/module");
    }

    private Document pom(String module) throws ParserConfigurationException, IOException, SAXException {
        return read(root.resolve(module).resolve("pom.xml"));
    }

    private static Document read(Path pom) throws ParserConfigurationException, IOException, SAXException {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(pom.toFile());
    }

    private String text(Document document, String path) throws XPathExpressionException {
        return xpath.evaluate(path, document).strip();
    }

    private List<String> texts(Document document, String path) throws XPathExpressionException {
        NodeList nodes = (NodeList) xpath.evaluate(path, document, XPathConstants.NODESET);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(index -> nodes.item(index).getTextContent().strip())
                .toList();
    }
}
