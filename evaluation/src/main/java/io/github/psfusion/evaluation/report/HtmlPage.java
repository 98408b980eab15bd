// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.report;

import io.github.psfusion.platform.AtomicFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A page that opens without a network: a template whose parts, scripts and charts among them, are within it. */
final class HtmlPage {
    private static final WebJar ECHARTS = new WebJar("org.webjars", "echarts");
    private static final WebJar TABULATOR = new WebJar("org.webjars.npm", "tabulator-tables");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([a-z.]+)}}");

    private final String template;
    private final Map<String, byte[]> parts;

    private HtmlPage(String template, Map<String, byte[]> parts) {
        this.template = template;
        this.parts = parts;
    }

    /**
     * Fills a template.
     *
     * @param template name of a resource
     * @param scripts names of resources that the template includes by their names
     * @param data other parts by name, such as {@link #data(String)} gives
     */
    static HtmlPage of(String template, List<String> scripts, Map<String, byte[]> data) throws IOException {
        Map<String, byte[]> parts = new HashMap<>(data);
        parts.put("page.css", ours("page.css"));
        for (String script : scripts) {
            parts.put(script, ours(script));
        }
        parts.put("echarts.version", utf8(ECHARTS.version()));
        parts.put("tabulator.version", utf8(TABULATOR.version()));
        parts.put("echarts.js", script(ECHARTS, "echarts.min.js"));
        parts.put("tabulator.js", script(TABULATOR, "dist/js/tabulator.min.js"));
        parts.put("tabulator.css", script(TABULATOR, "dist/css/tabulator.min.css"));
        return new HtmlPage(template, parts);
    }

    /** Writes the page, replacing an older one. */
    void write(Path file) throws IOException {
        AtomicFile.write(file, bytes());
    }

    private byte[] bytes() throws IOException {
        String text = new String(ours(template), StandardCharsets.UTF_8);
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        Matcher placeholder = PLACEHOLDER.matcher(text);
        int end = 0;
        while (placeholder.find()) {
            page.writeBytes(utf8(text.substring(end, placeholder.start())));
            byte[] part = parts.get(placeholder.group(1));
            if (part == null) {
                throw new IllegalStateException(template + " has an unknown part: " + placeholder.group());
            }
            page.writeBytes(part);
            end = placeholder.end();
        }
        page.writeBytes(utf8(text.substring(end)));
        return page.toByteArray();
    }

    /** JSON within a page must not hold the end of its own element. */
    static byte[] data(String json) {
        return utf8(json.replace("<", "\\u003c"));
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] ours(String name) throws IOException {
        return resource("/io/github/psfusion/evaluation/report/" + name);
    }

    /** Returns a file of a library; what would end its element is escaped. */
    private static byte[] script(WebJar library, String file) throws IOException {
        byte[] bytes = library("META-INF/resources/webjars/" + library.artifact + "/" + library.version() + "/" + file);
        String text = new String(bytes, StandardCharsets.UTF_8);
        return utf8(
                text.replaceAll("(?i)</(script|style)", "<\\\\/$1").replaceAll("(?m)^//# sourceMappingURL=.*$", ""));
    }

    /** Reads a file of this module. */
    private static byte[] resource(String path) throws IOException {
        return bytes(HtmlPage.class.getResourceAsStream(path), path);
    }

    /** Reads a file of another jar: on the module path a class finds only files of its own module. */
    private static byte[] library(String path) throws IOException {
        return bytes(HtmlPage.class.getClassLoader().getResourceAsStream(path), path);
    }

    private static byte[] bytes(@Nullable InputStream opened, String path) throws IOException {
        try (InputStream in = opened) {
            if (in == null) {
                throw new IllegalStateException(path + " is not on the class path");
            }
            return in.readAllBytes();
        }
    }

    /** A JavaScript library in a jar. */
    private record WebJar(String group, String artifact) {
        /** Reads the version from the Maven properties in the jar. */
        String version() throws IOException {
            String properties = new String(
                    library("META-INF/maven/" + group + "/" + artifact + "/pom.properties"),
                    StandardCharsets.ISO_8859_1);
            Matcher version = Pattern.compile("(?m)^version=(\\S+)$").matcher(properties);
            if (!version.find()) {
                throw new IllegalStateException("no version in the jar of " + artifact);
            }
            return version.group(1);
        }
    }
}
