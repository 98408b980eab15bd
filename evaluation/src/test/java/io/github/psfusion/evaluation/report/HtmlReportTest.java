// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.evaluation.FusionScores;
import io.github.psfusion.evaluation.MethodScores;
import io.github.psfusion.evaluation.PairScores;
import io.github.psfusion.evaluation.ReportImages;
import io.github.psfusion.evaluation.ReportPair;
import io.github.psfusion.evaluation.ScoreProvenance;
import io.github.psfusion.evaluation.ScoreStatistics;
import io.github.psfusion.methods.MethodDescription;
import io.github.psfusion.metrics.MetricCatalog;
import io.github.psfusion.metrics.MetricValue;
import io.github.psfusion.metrics.Protocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {
    private static final String HOSTILE = "</script><img src=x onerror=alert(1)>";

    @TempDir
    private Path folder;

    private String page() throws IOException {
        MethodScores method = new MethodScores(
                new MethodDescription(HOSTILE, "a folder", "", Map.of()),
                MethodScores.Kind.IMAGES,
                List.of(new PairScores(HOSTILE, Map.of("EN", MetricValue.of(1.5)), Optional.empty())),
                Optional.empty());
        FusionScores scores = new FusionScores(
                new ScoreProvenance("psfusion", Instant.EPOCH, Map.of(), Map.of(), Map.of()),
                Protocol.MODERN,
                List.of(MetricCatalog.of("EN").description()),
                List.of(HOSTILE),
                List.of(method));
        Path file = folder.resolve(HtmlReport.PAGE);
        HtmlReport.write(
                ScoreStatistics.of(scores),
                new ReportImages(
                        List.of(new ReportPair(HOSTILE, List.of(Optional.of(new byte[] {1, 2, 3})))), List.of()),
                file);
        return Files.readString(file);
    }

    @Test
    void namesOfFilesAreNeverMarkup() throws IOException {
        assertThat(page()).doesNotContain(HOSTILE).contains("\\u003c/script>\\u003cimg src=x onerror=alert(1)>");
    }

    @Test
    void holdsAllThatItNeedsAndMakesNoRequest() throws IOException {
        assertThat(page())
                .contains("default-src 'none'")
                .contains("data:image/png;base64,AQID")
                .contains("Apache ECharts 5.")
                .doesNotContain("{{")
                .doesNotContainPattern("<(script|link|img)[^>]* (src|href)=\"http");
    }
}
