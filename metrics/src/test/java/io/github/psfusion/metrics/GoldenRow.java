// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A value that an independent program computed.
 *
 * @param images name of the case
 * @param metric key of the metric
 * @param protocol the protocol
 * @param value a number, or {@code undefined}, {@code nan}, {@code inf}, {@code -inf}
 */
record GoldenRow(String images, String metric, Protocol protocol, String value) {
    private static final Map<String, Double> TOLERANCES = tolerances();

    /** Reads all rows. */
    static List<GoldenRow> read(Path file) {
        return lines(file)
                .map(cells -> new GoldenRow(cells[0], cells[1], Protocol.of(cells[2]), cells[3]))
                .toList();
    }

    /** Reads the lines of a CSV file after its head. */
    static Stream<String[]> lines(Path file) {
        try {
            return Files.readAllLines(file).stream().skip(1).map(line -> line.split(",", -1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the largest deviation that the goldens allow, relative to the value where that is above 1. */
    static double tolerance(String metric) {
        return Objects.requireNonNull(TOLERANCES.get(metric), metric);
    }

    /** Asserts that a value is the golden one, and returns its deviation relative to the tolerance's measure. */
    double check(MetricValue found) {
        if (value.equals("undefined")) {
            assertThat(found).as(toString()).isInstanceOf(MetricValue.Undefined.class);
            return 0;
        }
        assertThat(found).as(toString()).isInstanceOf(MetricValue.Defined.class);
        double number = found.orNaN();
        switch (value) {
            case "nan" -> assertThat(number).as(toString()).isNaN();
            case "inf" -> assertThat(number).as(toString()).isEqualTo(Double.POSITIVE_INFINITY);
            case "-inf" -> assertThat(number).as(toString()).isEqualTo(Double.NEGATIVE_INFINITY);
            default -> {
                double expected = Double.parseDouble(value);
                double deviation = Math.abs(number - expected) / Math.max(1, Math.abs(expected));
                assertThat(deviation)
                        .as("%s: found %s, difference %s", this, number, number - expected)
                        .isLessThanOrEqualTo(tolerance(metric));
                return deviation;
            }
        }
        return 0;
    }

    @Override
    public String toString() {
        return images + " " + metric + " " + protocol.key() + " = " + value;
    }

    private static Map<String, Double> tolerances() {
        Map<String, Double> tolerances = new HashMap<>();
        lines(Path.of("src/test/resources/goldens/tolerances.csv"))
                .forEach(cells -> tolerances.put(cells[0], Double.valueOf(cells[1])));
        return tolerances;
    }
}
