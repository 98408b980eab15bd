// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The table of a folder of results on this machine. */
final class ResultRows {
    private ResultRows() {}

    /** Returns the rows of all runs, without the headers, whose columns must be those of the guide. */
    static List<String> of(Path results) throws IOException {
        List<String> rows = new ArrayList<>();
        try (Stream<Path> files = Files.list(results.resolve(ResultTable.FOLDER))) {
            for (Path file :
                    files.filter(name -> name.toString().endsWith(".csv")).toList()) {
                List<String> lines = Files.readAllLines(file);
                assertThat(lines.get(0)).isEqualTo("run,pair,status,seconds,sha256,message,method_instance");
                rows.addAll(lines.subList(1, lines.size()));
            }
        }
        return rows;
    }
}
