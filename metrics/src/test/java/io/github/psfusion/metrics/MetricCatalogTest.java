// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which values of each metric are better, and which are possible: ranks, arrows and thresholds follow from these. */
class MetricCatalogTest {
    private static final double NONE = Double.POSITIVE_INFINITY;

    /** Direction, range and smallest side of every metric, written out; the order is that of tables. */
    private static final List<String> EXPECTED = List.of(
            "EN up 0 8 1",
            "SD up 0 127.5 1",
            "AG up 0 - 1",
            "SF up 0 - 1",
            "SCD up -2 2 1",
            "VIF up 0 - 17",
            "MI up 0 16 1",
            "CC up -1 1 1",
            "MSE down 0 1 1",
            "PSNR up 0 100 1",
            "SSIM up -1 1 11",
            "MS_SSIM up 0 1 11",
            "Qabf up 0 0.9748 1",
            "Nabf down 0 1 1",
            "FMI_pixel up 0 1 3",
            "FMI_gradient up 0 1 3",
            "FMI_dct up 0 1 3",
            "Qcb up 0 1 1",
            "Qcv down 0 - 1",
            "VIFF up 0 - 17",
            "Qy up -1 1 7",
            "Q up -1 1 8",
            "Qw up -1 1 8",
            "Qe up -1 1 8",
            "Darker down 0 1 5",
            "Brighter down 0 1 5");

    @Test
    void directionsAndRangesAreThoseOfTheDefinitions() {
        Map<String, String> found = new LinkedHashMap<>();
        for (FusionMetric metric : MetricCatalog.all()) {
            MetricDescription description = metric.description();
            found.put(
                    description.key(),
                    String.join(
                            " ",
                            description.key(),
                            description.direction() == Direction.HIGHER_IS_BETTER ? "up" : "down",
                            text(description.least()),
                            text(description.greatest()),
                            Integer.toString(description.smallestSide())));
        }
        assertThat(found.values()).containsExactlyElementsOf(EXPECTED);
    }

    private static String text(double value) {
        if (value == NONE) {
            return "-";
        }
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(Math.round(value * 1e4) / 1e4);
    }

    @Test
    void betterIsHigherOrLower() {
        assertThat(Direction.HIGHER_IS_BETTER.isBetter(2, 1)).isTrue();
        assertThat(Direction.HIGHER_IS_BETTER.isBetter(1, 2)).isFalse();
        assertThat(Direction.LOWER_IS_BETTER.isBetter(1, 2)).isTrue();
        assertThat(Direction.LOWER_IS_BETTER.isBetter(2, 1)).isFalse();
        assertThat(Direction.LOWER_IS_BETTER.isBetter(1, 1)).isFalse();
    }
}
