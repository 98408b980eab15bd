// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import io.github.psfusion.metrics.segmentation.ClassCounts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Mean IoU over some of the classes, of each method and of each difference between two methods, with intervals of the paired
 * bootstrap of two levels over maps and runs that {@link SegmentationComparison} uses, too.
 *
 * @param methods in the order of the comparison
 * @param differences of each method (outer list) to each other (inner list)
 */
public record SegmentationIntervals(List<Estimate> methods, List<List<Difference>> differences) {
    private static final double TAIL_OF_95 = 0.025;
    private static final double TAIL_OF_90 = 0.05;

    /**
     * The mean IoU of a method.
     *
     * @param mean over the runs; NaN if no class is in the labels or predicted
     * @param deviation standard deviation over the runs; empty for a single run
     * @param low lower end of the 95 % interval; empty where there are too few maps
     * @param high upper end
     */
    public record Estimate(double mean, OptionalDouble deviation, OptionalDouble low, OptionalDouble high) {}

    /**
     * The difference of two methods, first minus second.
     *
     * @param value of the means
     * @param low lower end of the 95 % interval; empty where there are too few maps
     * @param high upper end
     * @param low90 lower end of the 90 % interval, for a test of equivalence
     * @param high90 upper end
     */
    public record Difference(
            double value, OptionalDouble low, OptionalDouble high, OptionalDouble low90, OptionalDouble high90) {
        /** What follows from the intervals. */
        public enum Verdict {
            /** The 95 % interval does not hold 0. */
            DIFFERENT,
            /** The 90 % interval lies within the margin. */
            COMPARABLE,
            /** Neither. */
            NOT_DISTINGUISHED
        }

        /**
         * Returns what follows from the intervals.
         *
         * @param margin of equivalence, set before the experiment
         */
        public Verdict verdict(double margin) {
            if (low.isEmpty() || high.isEmpty() || low90.isEmpty() || high90.isEmpty()) {
                return Verdict.NOT_DISTINGUISHED;
            }
            if (low90.getAsDouble() > -margin && high90.getAsDouble() < margin) {
                return Verdict.COMPARABLE;
            }
            return low.getAsDouble() > 0 || high.getAsDouble() < 0 ? Verdict.DIFFERENT : Verdict.NOT_DISTINGUISHED;
        }
    }

    /** Copies the lists. */
    public SegmentationIntervals {
        methods = List.copyOf(methods);
        differences = differences.stream().map(List::copyOf).toList();
    }

    /**
     * Computes the intervals.
     *
     * @param classes indices of the classes whose mean is taken
     */
    public static SegmentationIntervals of(SegmentationComparison comparison, List<Integer> classes) {
        int[] chosen = classes.stream().mapToInt(Integer::intValue).toArray();
        List<List<List<ClassCounts>>> runs = comparison.methods().values().stream()
                .map(ofMethod ->
                        ofMethod.stream().map(SegmentationResult::counts).toList())
                .toList();
        int maps = comparison.first().maps().size();
        int[] once = new int[maps];
        Arrays.fill(once, 1);
        double[][] drawn = maps < Significance.FEWEST_PAIRS
                ? new double[runs.size()][0]
                : SegmentationBootstrap.draw(runs, maps, chosen);
        List<Estimate> methods = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            double[] values = runs.get(i).stream()
                    .mapToDouble(run ->
                            SegmentationBootstrap.meanIou(run, once, chosen).orElse(Double.NaN))
                    .toArray();
            double mean = Arrays.stream(values).average().orElse(Double.NaN);
            double[] sorted = drawn[i].clone();
            Arrays.sort(sorted);
            methods.add(new Estimate(mean, deviation(values, mean), low(sorted, TAIL_OF_95), high(sorted, TAIL_OF_95)));
        }
        List<List<Difference>> differences = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            List<Difference> row = new ArrayList<>();
            for (int j = 0; j < runs.size(); j++) {
                row.add(difference(methods.get(i), methods.get(j), drawn[i], drawn[j]));
            }
            differences.add(row);
        }
        return new SegmentationIntervals(methods, differences);
    }

    private static Difference difference(Estimate first, Estimate second, double[] drawn, double[] other) {
        double[] sorted = new double[drawn.length];
        for (int b = 0; b < sorted.length; b++) {
            sorted[b] = drawn[b] - other[b];
        }
        Arrays.sort(sorted);
        return new Difference(
                first.mean() - second.mean(),
                low(sorted, TAIL_OF_95),
                high(sorted, TAIL_OF_95),
                low(sorted, TAIL_OF_90),
                high(sorted, TAIL_OF_90));
    }

    private static OptionalDouble deviation(double[] values, double mean) {
        if (values.length < 2) {
            return OptionalDouble.empty();
        }
        double sum = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        return OptionalDouble.of(Math.sqrt(sum / (values.length - 1)));
    }

    private static OptionalDouble low(double[] sorted, double tail) {
        return sorted.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(sorted[(int) (tail * sorted.length)]);
    }

    private static OptionalDouble high(double[] sorted, double tail) {
        return sorted.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(sorted[sorted.length - 1 - (int) (tail * sorted.length)]);
    }
}
