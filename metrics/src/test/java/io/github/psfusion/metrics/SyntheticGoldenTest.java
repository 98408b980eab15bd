// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All golden values of synthetic images. The deviations are left in {@code target/agreement-synthetic.csv}. */
class SyntheticGoldenTest {
    private static final Path GOLDENS = Path.of("src/test/resources/goldens");
    private static final GoldenImages IMAGES = new GoldenImages(GOLDENS.resolve("cases.csv"), GOLDENS);
    private static final Agreement AGREEMENT = new Agreement();

    static List<GoldenRow> rows() {
        return GoldenRow.read(GOLDENS.resolve("golden_canonical.csv")).stream()
                .filter(row -> MetricCatalog.all().stream()
                        .anyMatch(metric -> metric.description().key().equals(row.metric())))
                .toList();
    }

    @AfterAll
    static void writeAgreement() throws IOException {
        AGREEMENT.write("agreement-synthetic.csv");
    }

    @ParameterizedTest
    @MethodSource("rows")
    void metricAgreesWithTheReference(GoldenRow row) {
        MetricInput images = IMAGES.input(row.images());

        MetricValue found = MetricCatalog.of(row.metric()).value(images, row.protocol());

        AGREEMENT.add(row.metric(), row.protocol(), row.check(found));
    }

    @Test
    void colorBecomesGrayByTheStatedRule() throws NoSuchAlgorithmException {
        String[] golden =
                GoldenRow.lines(GOLDENS.resolve("grey.csv")).findFirst().orElseThrow();

        byte[] gray = GoldenImages.read(GOLDENS.resolve("pictures/" + golden[0] + ".png"))
                .toArray();

        long sum = 0;
        for (byte level : gray) {
            sum += level & 0xFF;
        }
        assertThat(sum).isEqualTo(Long.parseLong(golden[1]));
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(gray)))
                .isEqualTo(golden[2]);
    }
}
