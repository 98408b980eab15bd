// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.report;

import io.github.psfusion.evaluation.FusionScores;
import io.github.psfusion.evaluation.MethodScores;
import io.github.psfusion.evaluation.PairScores;
import io.github.psfusion.evaluation.TrainingOverlap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Scores as one JSON object per image, for programs that read line by line. */
public final class JsonLines {
    private JsonLines() {}

    /** Returns the objects, by method and then by pair; values are numbers, texts, maps or null. */
    public static List<Map<String, Object>> of(FusionScores scores) {
        List<Map<String, Object>> lines = new ArrayList<>();
        for (MethodScores method : scores.methods()) {
            Set<String> seen =
                    Set.copyOf(method.overlap().map(TrainingOverlap::pairs).orElse(List.of()));
            boolean known = method.overlap().map(TrainingOverlap::isComplete).orElse(false);
            for (PairScores pair : method.pairs()) {
                Map<String, Object> line = line(scores, method, pair);
                if (known || seen.contains(pair.pair())) {
                    line.put("trainedOn", seen.contains(pair.pair()));
                }
                lines.add(line);
            }
        }
        return List.copyOf(lines);
    }

    private static Map<String, Object> line(FusionScores scores, MethodScores method, PairScores pair) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        Map<String, String> reasons = new LinkedHashMap<>();
        pair.values().forEach((metric, value) -> {
            values.put(metric, value.counts() ? value.orNaN() : null);
            if (!value.counts()) {
                reasons.put(metric, Reasons.of(value));
            }
        });
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("method", method.method().key());
        line.put("pair", pair.pair());
        line.put("protocol", scores.protocol().key());
        line.put("values", values);
        if (!reasons.isEmpty()) {
            line.put("reasons", reasons);
        }
        pair.failure().ifPresent(failure -> line.put("reason", failure));
        return line;
    }
}
