// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.scores;

import io.github.psfusion.cli.console.Console;
import io.github.psfusion.evaluation.Comparison;
import io.github.psfusion.evaluation.MethodScores;
import io.github.psfusion.evaluation.PairScores;
import io.github.psfusion.metrics.MetricValue;
import java.util.LinkedHashMap;
import java.util.Map;

/** Scores as JSON lines: an object an image. */
public final class ScoreLines {
    private ScoreLines() {}

    /** Writes the lines, if they are wanted. */
    public static void write(Comparison comparison, Console console) {
        for (MethodScores method : comparison.methods()) {
            for (PairScores scores : method.pairs()) {
                console.line(line(comparison, method.method().key(), scores));
            }
        }
    }

    private static Map<String, Object> line(Comparison comparison, String method, PairScores scores) {
        Map<String, Object> values = new LinkedHashMap<>();
        Map<String, Object> reasons = new LinkedHashMap<>();
        scores.values().forEach((metric, value) -> {
            values.put(metric, value.counts() ? value.orNaN() : null);
            if (value instanceof MetricValue.Undefined undefined) {
                reasons.put(metric, undefined.reason());
            } else if (!value.counts()) {
                reasons.put(metric, "the value is " + value.orNaN());
            }
        });
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("method", method);
        json.put("pair", scores.pair());
        json.put("protocol", comparison.protocol().key());
        json.put("values", values);
        if (!reasons.isEmpty()) {
            json.put("reasons", reasons);
        }
        scores.failure().ifPresent(failure -> json.put("reason", failure));
        return json;
    }
}
