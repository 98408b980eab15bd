// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import io.github.psfusion.metrics.Direction;
import io.github.psfusion.metrics.MetricDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * A check that no mean is worse than that of the first method, the source baselines aside, by more than a share of it. Means are
 * over the {@link CommonPairs}: a pair that one method lacks passes for neither a loss nor a gain. A method without any value fails
 * the check, and so does a first method without one, since nothing can be compared then.
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

    /** Returns a sentence for each mean that is too bad, or that one of both methods lacks. */
    public List<String> violations(ScoreTable table) {
        FusionScores scores = table.scores();
        List<Integer> methods = IntStream.range(0, scores.methods().size())
                .filter(method -> !table.isBaseline(method))
                .boxed()
                .toList();
        List<String> violations = new ArrayList<>();
        for (int method : methods.subList(Math.min(1, methods.size()), methods.size())) {
            for (int metric = 0; metric < scores.metrics().size(); metric++) {
                Summary first = table.summary(methods.get(0), metric);
                Summary own = table.summary(method, metric);
                if (first.available() > 0 || own.available() > 0) {
                    violation(
                                    scores.metrics().get(metric),
                                    key(scores, method),
                                    own.mean(),
                                    key(scores, methods.get(0)),
                                    first.mean())
                            .ifPresent(violations::add);
                }
            }
        }
        return List.copyOf(violations);
    }

    private Optional<String> violation(
            MetricDescription metric, String method, OptionalDouble mean, String firstMethod, OptionalDouble first) {
        if (first.isEmpty()) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "%s of %s, the first method, is undefined on the common pairs; %s cannot be compared with it.",
                    metric.key(),
                    firstMethod,
                    method));
        }
        if (mean.isPresent() && !isWorse(mean.getAsDouble(), first.getAsDouble(), metric.direction())) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "%s of %s is %s, but %.6g of %s, the first method; allowed is %.6g.",
                metric.key(),
                method,
                mean.isEmpty() ? "undefined" : String.format(Locale.ROOT, "%.6g", mean.getAsDouble()),
                first.getAsDouble(),
                firstMethod,
                limit(first.getAsDouble(), metric.direction())));
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
