// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import io.github.psfusion.metrics.Direction;
import io.github.psfusion.metrics.MetricDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * A check that no mean is worse than that of the first ranked method by more than a share of it.
 *
 * <p>With {@code share = 0.99} a mean of 7.00 may fall to 6.93 where larger values are better, and rise to 7.07 where smaller
 * ones are. Below zero the share is of the absolute value.
 *
 * @param share above 0 and at most 1
 */
public record RegressionCheck(double share) {
    /**
     * Checks the share.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public RegressionCheck {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException(share + ": expected a number above 0 and at most 1, such as 0.99");
        }
    }

    /** Returns a sentence for each mean that is too bad, or that the first method has and another one lacks. */
    public List<String> violations(ScoreTable table) {
        FusionScores scores = table.scores();
        List<Integer> methods = IntStream.range(0, scores.methods().size())
                .filter(table::isRanked)
                .boxed()
                .toList();
        List<String> violations = new ArrayList<>();
        for (int method : methods.subList(Math.min(1, methods.size()), methods.size())) {
            for (int metric = 0; metric < scores.metrics().size(); metric++) {
                OptionalDouble first = table.summary(methods.get(0), metric).mean();
                OptionalDouble mean = table.summary(method, metric).mean();
                MetricDescription description = scores.metrics().get(metric);
                if (first.isPresent()
                        && (mean.isEmpty()
                                || isWorse(mean.getAsDouble(), first.getAsDouble(), description.direction()))) {
                    violations.add(String.format(
                            Locale.ROOT,
                            "%s of %s is %s, but %.6g of %s, the first method; allowed is %.6g.",
                            description.key(),
                            key(scores, method),
                            mean.isEmpty() ? "undefined" : String.format(Locale.ROOT, "%.6g", mean.getAsDouble()),
                            first.getAsDouble(),
                            key(scores, methods.get(0)),
                            limit(first.getAsDouble(), description.direction())));
                }
            }
        }
        return List.copyOf(violations);
    }

    private static String key(FusionScores scores, int method) {
        return scores.methods().get(method).method().key();
    }

    private boolean isWorse(double mean, double first, Direction direction) {
        return direction.isBetter(limit(first, direction), mean);
    }

    private double limit(double first, Direction direction) {
        double allowed = (1 - share) * Math.abs(first);
        return direction == Direction.HIGHER_IS_BETTER ? first - allowed : first + allowed;
    }
}
