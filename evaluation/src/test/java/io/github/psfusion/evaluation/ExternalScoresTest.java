// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.psfusion.evaluation.MethodScores.Kind;
import io.github.psfusion.methods.MethodDescription;
import io.github.psfusion.metrics.Direction;
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

class ExternalScoresTest {
    @TempDir
    private Path folder;

    private static MethodScores method(String key, Kind kind, double... values) {
        List<PairScores> pairs = new java.util.ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            pairs.add(new PairScores("p" + (i + 1), Map.of("EN", MetricValue.of(values[i])), Optional.empty()));
        }
        return new MethodScores(new MethodDescription(key, key, "", Map.of()), kind, pairs, Optional.empty());
    }

    private static FusionScores scores(MethodScores... methods) {
        return new FusionScores(
                new ScoreProvenance("test", Instant.EPOCH, Map.of(), Map.of(), Map.of()),
                Protocol.MODERN,
                List.of(MetricCatalog.of("EN").description()),
                List.of("p1", "p2", "p3"),
                List.of(methods));
    }

    private static FusionScores two() {
        return scores(
                method("visible", Kind.VISIBLE, 9, 9, 9),
                method("a", Kind.IMAGES, 1, 2, 3),
                method("b", Kind.IMAGES, 2, 3, 4));
    }

    private ExternalScores file(String text) throws IOException {
        return ExternalScores.read(Files.writeString(folder.resolve("lpips.csv"), text));
    }

    @Test
    void columnsJoinTableAndRanking() throws IOException {
        FusionScores joined = file("""
                \uFEFFmethod,pair,LPIPS-
                b,p1.png,0.5
                a,p1.png,0.25
                a,P2.png,0.125

                b,p2.png,"0.5"
                a,p3,
                b,p3,0.75
                """).join(two());
        assertThat(joined.metrics()).hasSize(2);
        assertThat(joined.metrics().get(1).key()).isEqualTo("LPIPS");
        assertThat(joined.metrics().get(1).direction()).isEqualTo(Direction.LOWER_IS_BETTER);
        assertThat(joined.methods().get(0).pairs().get(0).values()).containsOnlyKeys("EN");
        assertThat(joined.methods().get(1).pairs().get(1).values().get("LPIPS")).isEqualTo(MetricValue.of(0.125));
        assertThat(joined.methods().get(1).pairs().get(2).values().get("LPIPS"))
                .isInstanceOf(MetricValue.Undefined.class);
        ScoreStatistics statistics = ScoreStatistics.of(joined);
        // By hand: the common pairs are p1 and p2; a has 0.1875, b 0.5, and less is better.
        assertThat(statistics.table().summary(1, 1).mean()).hasValue(0.1875);
        assertThat(statistics.table().summary(2, 1).mean()).hasValue(0.5);
        assertThat(statistics.table().common().count(1)).isEqualTo(2);
        assertThat(joined.provenance().inputs()).hasSize(1);
    }

    @Test
    void aFileWithoutMethodsBelongsToTheOnlyOne() throws IOException {
        ExternalScores one = file("pair,Q+,R-\np1,1,2\np2,3,4\np3,nan,6\n");
        FusionScores joined = one.join(scores(method("a", Kind.IMAGES, 1, 2, 3)));
        assertThat(joined.methods().get(0).pairs().get(1).values())
                .containsEntry("Q", MetricValue.of(3))
                .containsEntry("R", MetricValue.of(4));
        assertThat(joined.methods().get(0).pairs().get(2).values().get("Q")).isInstanceOf(MetricValue.Undefined.class);
        assertThatThrownBy(() -> one.join(two()))
                .hasMessageContaining("no column method")
                .hasMessageContaining("a, b");
    }

    private void refused(String text, String... words) {
        assertThatThrownBy(() -> file(text).join(two()))
                .isInstanceOf(ScoreFileException.class)
                .message()
                .contains("lpips.csv")
                .contains(words);
    }

    @Test
    void otherFilesAreRefusedByLine() {
        refused("", "expected the columns");
        refused("method,pair\na,p1\n", "expected the columns");
        refused("method,pair,LPIPS\na,p1,1\n", "LPIPS- where smaller values are better");
        refused("method,pair,X-,x+\na,p1,1,1\n", "two columns");
        refused("method,pair,EN+\na,p1,1\n", "EN is a metric of the table already");
        refused("method,pair,X-\na,p1\n", "line 2: 2 fields; expected 3");
        refused("method,pair,X-\na,p1,\"1,5\"\n", "line 2: \"1,5\" is not a number");
        refused("method,pair,X-\nc,p1,1\n", "methods that are not compared: c", "visible, a, b");
        refused("method,pair,X-\na,q,1\n", "no row is of one of the 3 pairs, such as p1");
        refused("method,pair,X-\na,p1,1\nb,p1,2\na,p1.png,3\n", "line 4", "also in line 2");
    }
}
