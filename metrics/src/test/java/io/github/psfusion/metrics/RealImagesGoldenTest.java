// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics;

import io.github.psfusion.testing.Goldens;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** All golden values of real images, which may not be shipped. The deviations are left in {@code target/agreement-real.csv}. */
@Tag("slow")
class RealImagesGoldenTest {
    @Test
    void everyMetricAgreesWithTheReference() throws IOException {
        Path goldens = Goldens.require("golden/metrics");
        Path root = Goldens.require("golden").resolveSibling("");
        Agreement agreement = new Agreement();
        Map<String, List<GoldenRow>> byCase = GoldenRow.read(goldens.resolve("golden_canonical.csv")).stream()
                .collect(Collectors.groupingBy(GoldenRow::images));
        for (Map.Entry<String, List<GoldenRow>> rows : byCase.entrySet()) {
            // What is derived from a case is let go with it: all of them together would not fit.
            MetricInput images = new GoldenImages(goldens.resolve("cases.csv"), root).input(rows.getKey());
            for (GoldenRow row : rows.getValue()) {
                MetricValue found = MetricCatalog.of(row.metric()).value(images, row.protocol());

                agreement.add(row.metric(), row.protocol(), row.check(found));
            }
        }
        agreement.write("agreement-real.csv");
    }
}
