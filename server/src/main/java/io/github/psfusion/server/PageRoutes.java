// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.server;

import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The page, its style, its program, the samples that it offers, and the description of the interface; all from the jar. */
final class PageRoutes {
    private static final Map<String, Resource> FILES = Map.of(
            "/", new Resource("page/page.html", "text/html;charset=utf-8"),
            "/page.css", new Resource("page/page.css", "text/css;charset=utf-8"),
            "/page.js", new Resource("page/page.js", "text/javascript;charset=utf-8"),
            "/icon.svg", new Resource("page/icon.svg", "image/svg+xml"),
            "/openapi.yaml", new Resource("openapi.yaml", "application/yaml"));

    private static final List<String> SAMPLES = List.of("00001D", "00002N");

    private PageRoutes() {}

    /** A file of the jar and its media type. */
    private record Resource(String name, String type) {}

    static void add(RoutesConfig routes) {
        FILES.forEach((path, resource) -> add(routes, path, resource));
        for (int i = 0; i < SAMPLES.size(); i++) {
            String file = SAMPLES.get(i) + ".png";
            add(routes, "/samples/" + (i + 1) + "/infrared.png", new Resource("samples/ir/" + file, "image/png"));
            add(routes, "/samples/" + (i + 1) + "/visible.png", new Resource("samples/vi/" + file, "image/png"));
        }
    }

    private static void add(RoutesConfig routes, String path, Resource resource) {
        Optional<byte[]> content = read(resource.name());
        // The samples are not there where the classes were built without them.
        content.ifPresent(bytes ->
                routes.get(path, context -> context.contentType(resource.type()).result(bytes)));
    }

    private static Optional<byte[]> read(String name) {
        try (InputStream in = PageRoutes.class.getResourceAsStream(name)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("while reading " + name + " of the program", e);
        }
    }
}
