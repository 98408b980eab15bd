// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.scores;

import io.github.psfusion.cli.console.Console;
import io.github.psfusion.evaluation.Comparison;
import io.github.psfusion.evaluation.MethodScores;
import io.github.psfusion.evaluation.MissingImage;
import io.github.psfusion.evaluation.PairScores;
import io.github.psfusion.metrics.MetricDescription;
import io.github.psfusion.metrics.MetricValue;
import io.github.psfusion.platform.Excerpt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What is said beside the scores: images that are missing or failed, and values that no mean counts. */
public final class ScoreNotes {
    /** Names that are printed where many are missing. */
    private static final int PRINTED = 20;

    private final Console console;

    /** Says notes on a console. */
    public ScoreNotes(Console console) {
        this.console = console;
    }

    /** Says which fused images are not there; before any work. */
    public void missing(List<MissingImage> missing, int pairs) {
        Map<String, List<MissingImage>> byMethod = missing.stream()
                .collect(Collectors.groupingBy(
                        MissingImage::candidate, LinkedHashMap::new, Collectors.toUnmodifiableList()));
        byMethod.forEach((method, images) -> console.info(images.size() + " of " + pairs
                + " pairs have no image in " + images.get(0).folder() + " and are left out of " + method
                + ":\n  " + names(images)));
    }

    private static String names(List<MissingImage> images) {
        return Excerpt.of(images.stream().map(MissingImage::pair).toList(), PRINTED);
    }

    /** Says what was found out about the images, values that do not count with their reasons, and failures last. */
    public void after(Comparison comparison, List<MissingImage> told) {
        comparison.notes().forEach(console::detail);
        for (MethodScores method : comparison.methods()) {
            for (MetricDescription metric : comparison.metrics()) {
                uncounted(method, metric.key());
            }
        }
        for (Comparison.Failure failure : comparison.failures()) {
            boolean known = told.stream()
                    .anyMatch(missing -> missing.candidate().equals(failure.method())
                            && missing.pair().equals(failure.pair()));
            if (!known) {
                console.fail(failure.pair() + " failed for " + failure.method() + ": " + failure.reason());
            }
        }
    }

    private void uncounted(MethodScores method, String metric) {
        Map<String, Integer> countByReason = new LinkedHashMap<>();
        int undefined = 0;
        int notFinite = 0;
        for (PairScores scores : method.pairs()) {
            MetricValue value = scores.values().get(metric);
            if (value instanceof MetricValue.Undefined without) {
                undefined++;
                countByReason.merge(without.reason(), 1, Integer::sum);
            } else if (value != null && !value.counts()) {
                notFinite++;
            }
        }
        List<String> parts = new ArrayList<>();
        if (undefined > 0) {
            parts.add(undefined + " undefined (" + String.join("; ", countByReason.keySet()) + ")");
        }
        if (notFinite > 0) {
            parts.add(notFinite + " not a finite number");
        }
        if (!parts.isEmpty()) {
            console.info(method.method().key() + ", " + metric + ": of "
                    + method.pairs().size() + " values " + String.join(" and ", parts) + "; the mean leaves them out.");
        }
    }
}
