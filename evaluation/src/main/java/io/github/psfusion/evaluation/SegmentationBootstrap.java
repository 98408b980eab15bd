// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import io.github.psfusion.metrics.segmentation.ClassCounts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Differences in mean IoU between methods on the same maps, with their uncertainty. The interval is a paired bootstrap of two levels
 * (Davison, Hinkley, "Bootstrap methods and their application", 1997): {@value #RESAMPLES} times the maps are drawn with replacement,
 * the same ones for all methods, and so are the runs of each method, which differ in the seed of their training; runs of equal number
 * are drawn together. Each time the pixels of the drawn maps are summed before they are divided, and the scores of the drawn runs
 * averaged. Draws are seeded by a constant.
 */
final class SegmentationBootstrap {
    static final int RESAMPLES = 2000;
    private static final long SEED = 1;
    private static final double TAIL = 0.025;

    private SegmentationBootstrap() {}

    /**
     * Compares with the method whose mean over its runs is best.
     *
     * @param runs of each method, of each run the counts of each map; the same maps everywhere
     * @return for each method; the reference has the difference 0, and none has an interval where there are too few maps
     */
    static List<SegmentationComparison.Difference> differences(List<List<List<ClassCounts>>> runs) {
        int maps = runs.get(0).get(0).size();
        int[] once = new int[maps];
        Arrays.fill(once, 1);
        int[] all = IntStream.range(0, maps == 0 ? 0 : runs.get(0).get(0).get(0).classes())
                .toArray();
        double[] means = runs.stream()
                .mapToDouble(ofMethod -> ofMethod.stream()
                        .mapToDouble(run -> meanIou(run, once, all).orElse(0))
                        .average()
                        .orElseThrow())
                .toArray();
        int best = IntStream.range(0, means.length)
                .boxed()
                .max(Comparator.comparingDouble(i -> means[i]))
                .orElseThrow();
        List<SegmentationComparison.Difference> differences = new ArrayList<>();
        if (maps < Significance.FEWEST_PAIRS) {
            for (double mean : means) {
                differences.add(new SegmentationComparison.Difference(
                        best,
                        mean - means[best],
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty()));
            }
            return differences;
        }
        double[][] drawn = draw(runs, maps, all);
        double[] p = new double[means.length];
        for (int method = 0; method < means.length; method++) {
            double[] difference = new double[RESAMPLES];
            int above = 0;
            int below = 0;
            for (int b = 0; b < RESAMPLES; b++) {
                difference[b] = drawn[method][b] - drawn[best][b];
                above += difference[b] >= 0 ? 1 : 0;
                below += difference[b] <= 0 ? 1 : 0;
            }
            Arrays.sort(difference);
            p[method] = Math.min(1, 2.0 * (Math.min(above, below) + 1) / (RESAMPLES + 1));
            int tail = (int) (TAIL * RESAMPLES);
            differences.add(new SegmentationComparison.Difference(
                    best,
                    means[method] - means[best],
                    OptionalDouble.of(difference[tail]),
                    OptionalDouble.of(difference[RESAMPLES - 1 - tail]),
                    OptionalDouble.empty()));
        }
        double[] adjusted = holm(p, best);
        for (int method = 0; method < means.length; method++) {
            if (method != best) {
                differences.set(method, differences.get(method).withP(adjusted[method]));
            }
        }
        return differences;
    }

    /** Returns the mean over the drawn runs of each method, for each draw. */
    static double[][] draw(List<List<List<ClassCounts>>> runs, int maps, int[] classes) {
        int most = runs.stream().mapToInt(List::size).max().orElseThrow();
        SplittableRandom random = new SplittableRandom(SEED);
        int[][] weights = new int[RESAMPLES][maps];
        int[][] picks = new int[RESAMPLES][most];
        SplittableRandom[] own = new SplittableRandom[RESAMPLES];
        for (int b = 0; b < RESAMPLES; b++) {
            for (int i = 0; i < maps; i++) {
                weights[b][random.nextInt(maps)]++;
            }
            for (int i = 0; i < most; i++) {
                picks[b][i] = random.nextInt(most);
            }
            own[b] = random.split();
        }
        double[][] drawn = new double[runs.size()][RESAMPLES];
        for (int method = 0; method < drawn.length; method++) {
            List<List<ClassCounts>> ofMethod = runs.get(method);
            double[] means = drawn[method];
            IntStream.range(0, RESAMPLES).parallel().forEach(b -> {
                double sum = 0;
                for (int i = 0; i < ofMethod.size(); i++) {
                    int run = ofMethod.size() == most ? picks[b][i] : own[b].nextInt(ofMethod.size());
                    sum += meanIou(ofMethod.get(run), weights[b], classes).orElse(0);
                }
                means[b] = sum / ofMethod.size();
            });
        }
        return drawn;
    }

    /** Returns p-values corrected for their number (Holm, 1979); the reference is not compared. */
    private static double[] holm(double[] p, int reference) {
        List<Integer> order = IntStream.range(0, p.length)
                .filter(i -> i != reference)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> p[i]))
                .toList();
        double[] adjusted = new double[p.length];
        double largest = 0;
        for (int rank = 0; rank < order.size(); rank++) {
            largest = Math.max(largest, Math.min(1, (order.size() - rank) * p[order.get(rank)]));
            adjusted[order.get(rank)] = largest;
        }
        return adjusted;
    }

    /**
     * Returns the mean IoU over the classes that are true or predicted anywhere, of pixels summed over maps.
     *
     * @param weights how often each map counts
     */
    static OptionalDouble meanIou(List<ClassCounts> maps, int[] weights) {
        return meanIou(
                maps,
                weights,
                IntStream.range(0, maps.isEmpty() ? 0 : maps.get(0).classes()).toArray());
    }

    /** Returns the mean IoU over those of these classes that are true or predicted anywhere. */
    static OptionalDouble meanIou(List<ClassCounts> maps, int[] weights, int[] classes) {
        double sum = 0;
        int present = 0;
        for (int c : classes) {
            long both = 0;
            long either = 0;
            for (int i = 0; i < weights.length; i++) {
                if (weights[i] > 0) {
                    ClassCounts map = maps.get(i);
                    both += weights[i] * map.both().get(c);
                    either += weights[i]
                            * (map.truth().get(c)
                                    + map.prediction().get(c)
                                    - map.both().get(c));
                }
            }
            if (either > 0) {
                sum += both / (double) either;
                present++;
            }
        }
        return present == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / present);
    }
}
