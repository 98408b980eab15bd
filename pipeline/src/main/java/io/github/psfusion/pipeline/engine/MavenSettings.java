// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * The mirror of Maven Central and the proxy that the user's settings of Maven name, so that users who build in a closed network need
 * not name them again. Passwords are not read: a mirror or proxy that wants one is named by hand.
 */
public final class MavenSettings {
    private MavenSettings() {}

    /**
     * Returns the source that settings name.
     *
     * @param file {@code settings.xml}, which may be missing
     * @throws IOException if the file cannot be read or is damaged
     */
    public static EngineSource source(Path file) throws IOException {
        if (!Files.exists(file)) {
            return EngineSource.CENTRAL;
        }
        Element settings = parse(file);
        EngineSource source = EngineSource.CENTRAL;
        try {
            Optional<String> mirror = children(settings, "mirrors", "mirror")
                    .filter(element -> mirrorsCentral(text(element, "mirrorOf")))
                    .map(element -> text(element, "url"))
                    .findFirst();
            if (mirror.isPresent()) {
                source = source.withRepository(mirror.get());
            }
            Optional<String> proxy = children(settings, "proxies", "proxy")
                    .filter(element -> !text(element, "active").equals("false"))
                    .map(element -> text(element, "host") + ":" + text(element, "port"))
                    .findFirst();
            return proxy.isPresent() ? source.withProxy(proxy.get()) : source;
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private static boolean mirrorsCentral(String repositories) {
        List<String> names =
                Stream.of(repositories.split(",", -1)).map(String::strip).toList();
        return !names.contains("!central")
                && names.stream()
                        .anyMatch(name -> name.equals("central") || name.equals("*") || name.equals("external:*"));
    }

    private static Element parse(Path file) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null); // else it prints
            try (var stream = Files.newInputStream(file)) {
                return builder.parse(new InputSource(stream)).getDocumentElement();
            }
        } catch (SAXException e) {
            throw new IOException(file + ": these settings of Maven are no XML: " + e.getMessage(), e);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK's parser has these features", e);
        }
    }

    private static Stream<Element> children(Element parent, String group, String name) {
        return elements(parent, group).flatMap(list -> elements(list, name));
    }

    private static Stream<Element> elements(Element parent, String name) {
        NodeList nodes = parent.getChildNodes();
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(node -> node.getNodeType() == Node.ELEMENT_NODE
                        && node.getNodeName().equals(name))
                .map(Element.class::cast);
    }

    private static String text(Element parent, String name) {
        return elements(parent, name)
                .map(Element::getTextContent)
                .map(String::strip)
                .findFirst()
                .orElse("");
    }
}
