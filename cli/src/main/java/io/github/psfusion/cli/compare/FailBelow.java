// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.compare;

import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.evaluation.Comparison;
import io.github.psfusion.evaluation.ScoreTable;
import io.github.psfusion.metrics.Direction;
import io.github.psfusion.metrics.MetricDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * The check of {@code --fail-below}: no mean may be worse than that of the first method by more than a share of it.
 *
 * <p>With {@code R = 0.99} a mean of 7.00 may fall to 6.93 where larger values are better, and rise to 7.07 where smaller ones
 * are. Below zero the share is of the absolute value.
 *
 * @param share R, above 0 and at most 1
 */
record FailBelow(double share) {
    /** Checks the share. */
    FailBelow {
        if (!(share > 0 && share <= 1)) {
            throw UserError.usage("--fail-below " + share + ": expected a number above 0 and at most 1, such as 0.99.");
        }
    }

    /** Returns a sentence for each mean that is too bad, or that the other method has and one lacks. */
    List<String> faults(Comparison comparison) {
        ScoreTable table = ScoreTable.of(comparison);
        List<Integer> methods = IntStream.range(0, comparison.methods().size())
                .filter(table::isRanked)
                .boxed()
                .toList();
        List<String> faults = new ArrayList<>();
        for (int method : methods.subList(Math.min(1, methods.size()), methods.size())) {
            for (int metric = 0; metric < comparison.metrics().size(); metric++) {
                OptionalDouble first = table.summary(methods.get(0), metric).mean();
                OptionalDouble mean = table.summary(method, metric).mean();
                MetricDescription facts = comparison.metrics().get(metric);
                if (first.isPresent()
                        && (mean.isEmpty() || isWorse(mean.getAsDouble(), first.getAsDouble(), facts.direction()))) {
                    faults.add(String.format(
                            Locale.ROOT,
                            "%s of %s is %s, but %.6g of %s, the first method; allowed is %.6g.",
                            facts.key(),
                            name(comparison, method),
                            mean.isEmpty() ? "undefined" : String.format(Locale.ROOT, "%.6g", mean.getAsDouble()),
                            first.getAsDouble(),
                            name(comparison, methods.get(0)),
                            limit(first.getAsDouble(), facts.direction())));
                }
            }
        }
        return faults;
    }

    private static String name(Comparison comparison, int method) {
        return comparison.methods().get(method).method().key();
    }

    private boolean isWorse(double mean, double first, Direction direction) {
        return direction.isBetter(limit(first, direction), mean);
    }

    private double limit(double first, Direction direction) {
        double allowed = (1 - share) * Math.abs(first);
        return direction == Direction.HIGHER_IS_BETTER ? first - allowed : first + allowed;
    }
}
