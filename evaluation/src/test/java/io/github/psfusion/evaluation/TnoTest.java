// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.datasets.PairFinder;
import io.github.psfusion.metrics.FusionMetric;
import io.github.psfusion.metrics.MetricCatalog;
import io.github.psfusion.metrics.Protocol;
import io.github.psfusion.testing.Goldens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nine published sets of results on 21 pairs of TNO, against figures that other programs computed. */
@Tag("slow")
class TnoTest {
    /** Golden values by {@code METHOD/PAIR/METRIC}. */
    private record Golden(List<String> methods, Map<String, Double> values) {
        static Golden read(Path file) throws IOException {
            List<List<String>> rows = Files.readAllLines(file).stream()
                    .map(line -> List.of(line.split(",", -1)))
                    .toList();
            List<String> head = rows.get(0);
            Set<String> methods = new LinkedHashSet<>();
            Map<String, Double> values = new HashMap<>();
            for (List<String> row : rows.subList(1, rows.size())) {
                methods.add(row.get(0));
                for (int i = 2; i < head.size(); i++) {
                    values.put(row.get(0) + "/" + row.get(1) + "/" + head.get(i), Double.valueOf(row.get(i)));
                }
            }
            return new Golden(List.copyOf(methods), values);
        }

        double value(String method, String pair, String metric) {
            return values.getOrDefault(method + "/" + pair + "/" + metric, Double.NaN);
        }
    }

    private static ScoreTable scores(Golden golden, List<String> metrics, Protocol protocol)
            throws IOException, InterruptedException {
        Path tno = Goldens.require("data/tno");
        List<PairFiles> pairs = PairFinder.between(tno.resolve("ir"), tno.resolve("vi"))
                .listed(tno.resolve("lists/fused21.txt"))
                .pairs();
        List<Entry> entries = Entry.ofFolders(
                golden.methods().stream().map(tno.resolve("fused")::resolve).toList(), Set.of());
        List<FusionMetric> catalogued = metrics.stream().map(MetricCatalog::of).toList();
        EvaluationPlan plan = EvaluationPlan.of(pairs, catalogued, protocol);
        return ScoreTable.of(Evaluator.of(plan, entries).run(TestScores.origin(), WorkListener.NONE));
    }

    private static void assertEqual(ScoreTable table, Golden golden, String metric, double tolerance) {
        FusionScores scores = table.scores();
        int column = scores.metrics().stream()
                .map(description -> description.key())
                .toList()
                .indexOf(metric);
        assertThat(scores.pairs()).hasSize(21);
        assertThat(scores.methods()).hasSize(9);
        for (int method = 0; method < scores.methods().size(); method++) {
            String key = scores.methods().get(method).method().key();
            List<Double> expected = new ArrayList<>();
            for (int pair = 0; pair < scores.pairs().size(); pair++) {
                double value = golden.value(key, scores.pairs().get(pair), metric);
                assertThat(table.values(method, column)[pair])
                        .as("%s of %s, %s", metric, key, scores.pairs().get(pair))
                        .isCloseTo(value, within(tolerance * Math.max(1, Math.abs(value))));
                expected.add(value);
            }
            double mean = expected.stream().mapToDouble(x -> x).average().orElseThrow();
            assertThat(table.summary(method, column).mean().orElseThrow())
                    .as("mean %s of %s", metric, key)
                    .isCloseTo(mean, within(tolerance * Math.max(1, Math.abs(mean))));
        }
    }

    @Test
    void theSixMetricsAgreeInModern() throws IOException, InterruptedException {
        Golden golden = Golden.read(Goldens.require("golden/metrics/tno21_six_modern.csv"));
        List<String> metrics = List.of("EN", "SD", "AG", "SF", "SCD", "VIF");

        ScoreTable table = scores(golden, metrics, Protocol.MODERN);

        metrics.forEach(metric -> assertEqual(table, golden, metric, 1e-7));
    }

    @Test
    void publishedValuesAgreeUnderTheProtocolsThatTheyWereMadeWith() throws IOException, InterruptedException {
        Golden golden = Golden.read(Goldens.require("golden/metrics/tno21_published_2022.csv"));
        List<String> modern = List.of("EN", "AG", "SCD", "CC", "MSE");
        List<String> before2023 = List.of("SD", "SF", "VIF", "MI", "PSNR");

        ScoreTable ofModern = scores(golden, modern, Protocol.MODERN);
        ScoreTable ofBefore2023 = scores(golden, before2023, Protocol.AUTHORS_2022);
        ScoreTable ofLegacy = scores(golden, List.of("Qabf"), Protocol.LEGACY);

        modern.forEach(metric -> assertEqual(ofModern, golden, metric, 1e-8));
        before2023.forEach(metric -> assertEqual(ofBefore2023, golden, metric, 1e-8));
        assertEqual(ofLegacy, golden, "Qabf", 0.02);
    }
}
