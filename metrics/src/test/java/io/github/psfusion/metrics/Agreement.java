// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The largest deviation from golden values, per metric and protocol, for the documents. */
final class Agreement {
    private final Map<String, Double> largest = new TreeMap<>();
    private final Map<String, Integer> rows = new TreeMap<>();

    void add(String metric, Protocol protocol, double deviation) {
        String key = metric + "," + protocol.key();
        largest.merge(key, deviation, Math::max);
        rows.merge(key, 1, Integer::sum);
    }

    void write(String name) throws IOException {
        String lines = largest.entrySet().stream()
                .map(entry -> entry.getKey() + "," + rows.get(entry.getKey()) + "," + entry.getValue() + "\n")
                .collect(Collectors.joining("", "metric,protocol,rows,largest deviation\n", ""));
        Files.writeString(Path.of("target", name), lines);
    }
}
