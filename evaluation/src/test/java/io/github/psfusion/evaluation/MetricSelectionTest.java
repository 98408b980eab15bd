// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.psfusion.metrics.FusionMetric;
import io.github.psfusion.metrics.MetricCatalog;
import io.github.psfusion.metrics.Protocol;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricSelectionTest {
    private static List<String> keys(MetricSelection selection) {
        return selection.metrics().stream()
                .map(metric -> metric.description().key())
                .toList();
    }

    @Test
    void metricsAreTakenOnceInTheOrderOfTheirNames() {
        assertThat(keys(MetricSelection.of(List.of("psnr", " sd ", "paper", "PSNR"), Protocol.MODERN)))
                .containsExactly("PSNR", "SD", "EN", "AG", "SF", "SCD", "VIF");
    }

    @Test
    void allLeavesOutWhatTheProtocolDoesNotDefine() {
        for (Protocol protocol : Protocol.values()) {
            MetricSelection all = MetricSelection.of(List.of("ALL"), protocol);

            assertThat(all.metrics()).allMatch(metric -> metric.protocols().contains(protocol));
            List<FusionMetric> others = MetricCatalog.all().stream()
                    .filter(metric -> !metric.protocols().contains(protocol))
                    .toList();
            assertThat(all.leftOut())
                    .isEqualTo(others.stream()
                            .map(metric -> metric.description().key())
                            .toList());
        }
    }

    @Test
    void unknownAndUndefinedMetricsAreRefused() {
        assertThatThrownBy(() -> MetricSelection.of(List.of("EN", "VFI"), Protocol.MODERN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("VFI: there is no such metric. Did you mean VIF?\nKnown are ")
                .hasMessageContainingAll("EN, SD,", "paper and all");
        assertThatThrownBy(() -> MetricSelection.of(List.of("MS_SSIM"), Protocol.LEGACY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("MS_SSIM: the metric has no form under protocol legacy, only under modern");
    }
}
