// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.statistics.inference.WilcoxonSignedRankTest;

/**
 * Paired differences of all methods against one of them. Pairs count where both have a value; below {@value #FEWEST_PAIRS} pairs
 * there is no difference.
 *
 * <p>The interval is the percentile bootstrap of the mean difference: {@value #RESAMPLES} times as many differences as there are
 * pairs are drawn with replacement, and the 2.5 and 97.5 percentiles of their means taken (Efron, Tibshirani, "An Introduction to
 * the Bootstrap", 1993, chapter 13). It is somewhat too narrow for few pairs (fewer than about 20). The draws are seeded by a
 * constant, so that equal scores give equal reports. The test is Wilcoxon's signed rank test (Wilcoxon, "Individual
 * comparisons by ranking methods", Biometrics Bulletin, 1945), with zero differences ranked as Pratt proposed.
 */
public final class Significance {
    private static final System.Logger LOG = System.getLogger(Significance.class.getName());

    /** Fewest pairs for which an interval is given. */
    public static final int FEWEST_PAIRS = 5;

    private static final int RESAMPLES = 10_000;
    private static final long SEED = 1;
    private static final double LOW = 0.025;
    private static final double HIGH = 0.975;

    private final ScoreTable table;
    private final OptionalInt[] references;
    /** By method, then by metric. */
    private final List<List<Optional<PairedDifference>>> differences;

    private Significance(ScoreTable table, OptionalInt[] references) {
        this.table = table;
        this.references = references;
        LOG.log(
                System.Logger.Level.DEBUG,
                () -> "bootstrap of " + table.scores().methods().size() + " methods in " + references.length
                        + " metrics over " + table.scores().pairs().size() + " pairs");
        // All cells have the same seed, so that the result does not depend on the threads.
        differences = IntStream.range(0, table.scores().methods().size())
                .parallel()
                .mapToObj(method -> IntStream.range(0, references.length)
                        .mapToObj(metric -> compute(method, metric))
                        .toList())
                .toList();
    }

    /** Compares with the method whose mean is best, metric by metric; the first of equal ones. */
    public static Significance againstBest(ScoreTable table, Ranking ranking) {
        int methods = table.scores().methods().size();
        OptionalInt[] references = new OptionalInt[table.scores().metrics().size()];
        for (int metric = 0; metric < references.length; metric++) {
            OptionalInt best = OptionalInt.empty();
            for (int method = 0; method < methods; method++) {
                OptionalDouble rank = ranking.rank(method, metric);
                if (rank.isPresent()
                        && (best.isEmpty()
                                || rank.getAsDouble()
                                        < ranking.rank(best.getAsInt(), metric).orElseThrow())) {
                    best = OptionalInt.of(method);
                }
            }
            references[metric] = best;
        }
        return new Significance(table, references);
    }

    /** Compares with one method in all metrics. */
    public static Significance against(ScoreTable table, int method) {
        OptionalInt[] references = new OptionalInt[table.scores().metrics().size()];
        Arrays.fill(references, OptionalInt.of(method));
        return new Significance(table, references);
    }

    /** Returns the method with which those of a metric are compared; none where no method has a mean. */
    public OptionalInt reference(int metric) {
        return references[metric];
    }

    /** Returns the difference of a method to the reference; empty for the reference itself and where pairs are too few. */
    public Optional<PairedDifference> difference(int method, int metric) {
        return differences.get(method).get(metric);
    }

    private Optional<PairedDifference> compute(int method, int metric) {
        if (references[metric].isEmpty() || references[metric].getAsInt() == method) {
            return Optional.empty();
        }
        double[] own = table.commonValues(method, metric);
        double[] other = table.commonValues(references[metric].getAsInt(), metric);
        double[] paired = new double[own.length];
        int pairs = 0;
        for (int i = 0; i < own.length; i++) {
            double difference = own[i] - other[i];
            if (!Double.isNaN(difference)) {
                paired[pairs++] = difference;
            }
        }
        return pairs < FEWEST_PAIRS ? Optional.empty() : Optional.of(of(Arrays.copyOf(paired, pairs)));
    }

    /** Compares; at least one difference. */
    static PairedDifference of(double[] differences) {
        double[] means = new double[RESAMPLES];
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < RESAMPLES; i++) {
            double sum = 0;
            for (int j = 0; j < differences.length; j++) {
                sum += differences[random.nextInt(differences.length)];
            }
            means[i] = sum / differences.length;
        }
        Arrays.sort(means);
        double sum = 0;
        boolean allZero = true;
        for (double difference : differences) {
            sum += difference;
            allZero &= difference == 0;
        }
        return new PairedDifference(
                differences.length,
                sum / differences.length,
                percentile(means, LOW),
                percentile(means, HIGH),
                allZero
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(WilcoxonSignedRankTest.withDefaults()
                                .test(differences)
                                .getPValue()));
    }

    /** Returns the value below which this share of sorted values lies, interpolated between neighbors. */
    private static double percentile(double[] sorted, double share) {
        double position = share * (sorted.length - 1);
        int below = (int) position;
        double weight = position - below;
        return sorted[below] * (1 - weight) + sorted[Math.min(below + 1, sorted.length - 1)] * weight;
    }
}
