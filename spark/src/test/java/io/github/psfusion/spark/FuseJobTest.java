// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What is refused before Spark is asked for anything. */
class FuseJobTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-m laplacain | there is no such method. Did you mean laplacian?",
                "-m psfusion | missing: --weights URI, which the method psfusion needs.",
                "-m gtf --weights w.pth | --weights: the method gtf has no weights.",
                "-m psfusion:weights=w.pth --weights w.pth | name the weights with --weights",
                "-m gtf --ir-range bright | \"bright\" is no range",
                "-m gtf --depth 12 | --depth 12: expected 8, or 16 for png and tiff.",
                "-m gtf --depth 16 --format jpeg | --depth 16: expected 8",
                "-m gtf --threads -1 | are not negative",
                "-m gtf --table xlsx | expected one of [CSV, PARQUET]",
                "--nothing | Unknown option",
            })
    void badOptionsAreRefused(String options, String message) {
        List<String> arguments = new ArrayList<>(List.of("--ir", "a", "--vi", "b", "-o", "c"));
        arguments.addAll(List.of(options.split(" ")));
        StringWriter err = new StringWriter();
        int code = new CommandLine(new FuseJob())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setErr(new PrintWriter(err))
                .execute(arguments.toArray(String[]::new));
        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains(message);
    }
}
