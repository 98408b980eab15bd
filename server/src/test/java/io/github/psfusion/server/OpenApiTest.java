// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.server.work.FuseOptions;
import io.github.psfusion.server.work.Workshop;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The description of the interface has the routes that there are, their options, and no dangling references. */
class OpenApiTest {
    private static final RunningServer SERVER = new RunningServer();
    private static final Set<String> OF_THE_PAGE = Set.of("/page.css", "/page.js", "/icon.svg");

    @AfterAll
    static void close() {
        SERVER.close();
    }

    private static Map<?, ?> document() {
        String text = RunningServer.text(SERVER.get("/openapi.yaml"));
        return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text);
    }

    private static Object at(Object node, String... keys) {
        Object found = node;
        for (String key : keys) {
            found = ((Map<?, ?>) found).get(key);
            assertThat(found).as(key).isNotNull();
        }
        return found;
    }

    @Test
    void everyRouteIsDescribedAndEveryDescriptionIsARoute() {
        Map<String, Set<String>> described = new TreeMap<>();
        ((Map<?, ?>) at(document(), "paths"))
                .forEach((path, operations) -> described.put(
                        String.valueOf(path),
                        new TreeSet<>(((Map<?, ?>) operations).keySet().stream()
                                .map(String::valueOf)
                                .toList())));

        Map<String, Set<String>> routes = new TreeMap<>();
        SERVER.server().routes().forEach((path, method) -> routes.put(path, new TreeSet<>(Set.of(method))));
        routes.keySet().removeIf(path -> OF_THE_PAGE.contains(path) || path.startsWith("/samples/"));

        assertThat(described).isEqualTo(routes);
    }

    @Test
    void everyOptionIsDescribed() {
        assertThat(fields("/v1/fuse")).isEqualTo(with(FuseOptions.NAMES, "infrared", "visible"));
        assertThat(fields("/v1/align")).isEqualTo(with(Workshop.ALIGN_OPTIONS, "infrared", "visible"));
        assertThat(fields("/v1/evaluate")).isEqualTo(with(Workshop.EVALUATE_OPTIONS, "infrared", "visible", "fused"));
    }

    private static Set<?> fields(String path) {
        return ((Map<?, ?>) at(
                        document(),
                        "paths",
                        path,
                        "post",
                        "requestBody",
                        "content",
                        "multipart/form-data",
                        "schema",
                        "properties"))
                .keySet();
    }

    private static Set<String> with(Set<String> names, String... more) {
        Set<String> all = new HashSet<>(names);
        all.addAll(Set.of(more));
        return all;
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        Map<?, ?> document = document();
        Set<String> references = new HashSet<>();
        collect(document, references);
        assertThat(references).isNotEmpty();
        for (String reference : references) {
            assertThat(reference).startsWith("#/");
            assertThat(at(document, reference.substring(2).split("/"))).isNotNull();
        }
    }

    private static void collect(Object node, Set<String> references) {
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                if (key.equals("$ref")) {
                    references.add(String.valueOf(value));
                }
                collect(value, references);
            });
        } else if (node instanceof Iterable<?> list) {
            list.forEach(element -> collect(element, references));
        }
    }
}
