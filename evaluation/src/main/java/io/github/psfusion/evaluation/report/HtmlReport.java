// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.report;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.psfusion.evaluation.Extremes;
import io.github.psfusion.evaluation.FusionScores;
import io.github.psfusion.evaluation.PairedDifference;
import io.github.psfusion.evaluation.ReportImages;
import io.github.psfusion.evaluation.ReportPair;
import io.github.psfusion.evaluation.ScoreNotes;
import io.github.psfusion.evaluation.ScoreStatistics;
import io.github.psfusion.evaluation.ScoreTable;
import io.github.psfusion.evaluation.Significance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Scores as one page that opens without a network: the table of means, cumulative curves, box plots, images with a synchronized zoom, a
 * slider and differences, every value, and what makes it repeatable.
 *
 * <p>Images are embedded, so that the page is large where it shows many pairs. Names of files and methods are shown as text and
 * never read as markup; a content security policy in the page forbids every request.
 */
public final class HtmlReport {
    /** Name of the file. */
    public static final String PAGE = "report.html";

    private static final int NONE = -1;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private HtmlReport() {}

    /**
     * Writes the page, replacing an older one.
     *
     * @param images its images; may be none
     */
    public static void write(ScoreStatistics statistics, ReportImages images, Path file) throws IOException {
        Map<String, byte[]> parts = new HashMap<>();
        parts.put("scores", HtmlPage.data(JsonReport.text(statistics)));
        parts.put("images", pairs(images.pairs()));
        parts.put("extremes", extremes(statistics.table(), images.thumbnails()));
        parts.put("differences", differences(statistics));
        parts.put("notes", HtmlPage.data(JSON.writeValueAsString(ScoreNotes.ofTable(statistics.table()))));
        HtmlPage.of("page.html", List.of("charts.js", "page.js", "viewer.js", "differences.js", "extremes.js"), parts)
                .write(file);
    }

    private static byte[] pairs(List<ReportPair> pairs) throws IOException {
        List<Map<String, Object>> all = new ArrayList<>();
        for (ReportPair pair : pairs) {
            List<Object> images = new ArrayList<>();
            pair.images()
                    .forEach(image -> images.add(image.map(HtmlReport::address).orElse(null)));
            all.add(Map.of("pair", pair.pair(), "images", images));
        }
        return HtmlPage.data(JSON.writeValueAsString(all));
    }

    private static String address(byte[] png) {
        return address("image/png", png);
    }

    private static String address(String type, byte[] file) {
        return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(file);
    }

    /** By method: by metric the pairs of best and worst values, and the thumbnails by pair. */
    private static byte[] extremes(ScoreTable table, List<Map<String, byte[]>> thumbnails) throws IOException {
        FusionScores scores = table.scores();
        List<Object> all = new ArrayList<>();
        for (int i = 0; i < scores.methods().size(); i++) {
            int method = i;
            Map<String, String> addresses = new LinkedHashMap<>();
            if (i < thumbnails.size()) {
                thumbnails.get(i).forEach((pair, jpeg) -> addresses.put(pair, address("image/jpeg", jpeg)));
            }
            List<Extremes> ofMetrics = IntStream.range(0, scores.metrics().size())
                    .mapToObj(metric -> Extremes.of(table, method, metric))
                    .toList();
            all.add(Map.of("metrics", ofMetrics, "thumbnails", addresses));
        }
        return HtmlPage.data(JSON.writeValueAsString(all));
    }

    /**
     * By metric: the method that others are compared with, by method the difference or null where there is none, and the numbers of
     * the common pairs.
     */
    private static byte[] differences(ScoreStatistics statistics) throws IOException {
        FusionScores scores = statistics.scores();
        Significance significance = statistics.significance();
        List<Object> all = new ArrayList<>();
        for (int metric = 0; metric < scores.metrics().size(); metric++) {
            List<@Nullable Object> ofMethods = new ArrayList<>();
            for (int method = 0; method < scores.methods().size(); method++) {
                ofMethods.add(significance
                        .difference(method, metric)
                        .map(HtmlReport::difference)
                        .orElse(null));
            }
            int reference = significance.reference(metric).orElse(NONE);
            List<Integer> common = statistics.table().common().ofMetric(metric).stream()
                    .boxed()
                    .toList();
            all.add(Map.of("reference", reference, "methods", ofMethods, "common", common));
        }
        return HtmlPage.data(JSON.writeValueAsString(all));
    }

    private static Map<String, Object> difference(PairedDifference difference) {
        return Map.of(
                "pairs", difference.pairs(),
                "mean", difference.mean(),
                "low", difference.low(),
                "high", difference.high(),
                "p", difference.pValue().orElse(1),
                "significant", difference.excludesZero());
    }
}
