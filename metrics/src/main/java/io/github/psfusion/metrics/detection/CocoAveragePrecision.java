// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.detection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Average precision and recall of COCO (Lin et al., "Microsoft COCO: common objects in context", 2014), as {@code cocoeval.py} of
 * pycocotools computes them, but for one fault there: an object whose id is 0 counts as found here when it is found.
 *
 * <p>For each class, IoU threshold t and range of areas: the detections of the set by falling score are right or wrong, those that
 * match a crowd or an object out of range do not count, nor do unmatched ones out of range. After k of them
 * {@code recall = right / objects}, {@code precision = right / (right + wrong)}, made falling from the right. AP is the mean
 * precision at 101 recalls, AR the recall after the last one; both are then means over thresholds and classes.
 */
final class CocoAveragePrecision {
    static final int THRESHOLDS = 10;
    static final int RECALLS = PrecisionRecallCurve.POINTS;

    private static final double FIRST_IOU = 0.5;
    private static final double LAST_IOU = 0.95;
    private static final double RECALL_STEP = 0.01;
    private static final int IOU_75 = 5; // index of the threshold
    private static final double LARGEST = 1e10;
    private static final double SMALL = 32 * 32;
    private static final double MEDIUM = 96 * 96;

    /** Areas, bounds included: all, small, medium, large. */
    static final double[][] AREAS = {{0, LARGEST}, {0, SMALL}, {SMALL, MEDIUM}, {MEDIUM, LARGEST}};

    /** How many detections of a class count in an image. */
    static final int[] LIMITS = {1, 10, 100};

    private static final int ALL = 0;
    private static final int HUNDRED = 2;

    private final List<ClassDetectionScores> counts;
    /** By threshold, recall, class and area, with 100 detections; NaN where no object counts. */
    private final double[][][][] precision;
    /** By threshold, class, area and limit; NaN where no object counts. */
    private final double[][][][] recall;

    private CocoAveragePrecision(List<ImageDetections> images, int classes) {
        precision = new double[THRESHOLDS][RECALLS][classes][AREAS.length];
        recall = new double[THRESHOLDS][classes][AREAS.length][LIMITS.length];
        counts = new ArrayList<>();
        List<List<ImageDetections>> byClass = ImageDetections.byClass(images, classes);
        for (int k = 0; k < classes; k++) {
            for (int area = 0; area < AREAS.length; area++) {
                accumulate(byClass.get(k), k, area);
            }
            counts.add(ClassDetectionScores.of(byClass.get(k), classValues(k), curves(k)));
        }
    }

    /** Scores a set. */
    static CocoAveragePrecision of(List<ImageDetections> images, int classes) {
        return new CocoAveragePrecision(images, classes);
    }

    /** Returns the thresholds of IoU, computed as NumPy's {@code linspace} does. */
    static double[] thresholds() {
        double[] thresholds = new double[THRESHOLDS];
        double step = (LAST_IOU - FIRST_IOU) / (THRESHOLDS - 1);
        for (int i = 0; i < THRESHOLDS; i++) {
            thresholds[i] = FIRST_IOU + i * step;
        }
        thresholds[THRESHOLDS - 1] = LAST_IOU;
        return thresholds;
    }

    private static double recallAt(int index) {
        return index == RECALLS - 1 ? 1 : index * RECALL_STEP;
    }

    private void accumulate(List<ImageDetections> images, int category, int area) {
        List<CocoMatches> matches = images.parallelStream()
                .map(image -> CocoMatches.of(image, AREAS[area][0], AREAS[area][1]))
                .toList();
        int truths = matches.stream().mapToInt(CocoMatches::truths).sum();
        List<CocoMatches.Outcome> ordered = matches.stream()
                .flatMap(match -> match.outcomes().stream())
                .sorted(Comparator.comparingDouble(outcome -> -outcome.score()))
                .toList();
        for (int t = 0; t < THRESHOLDS; t++) {
            for (int limit = 0; limit < LIMITS.length; limit++) {
                double[] points = new double[RECALLS];
                recall[t][category][area][limit] = accumulate(ordered, truths, t, LIMITS[limit], points);
                if (limit == HUNDRED) {
                    for (int r = 0; r < RECALLS; r++) {
                        precision[t][r][category][area] = points[r];
                    }
                }
            }
        }
    }

    /** Computes the precision at each recall point, and returns the last recall. */
    private static double accumulate(
            List<CocoMatches.Outcome> ordered, int truths, int threshold, int limit, double[] points) {
        if (truths == 0) {
            Arrays.fill(points, Double.NaN);
            return Double.NaN;
        }
        double[] recalls = new double[ordered.size()];
        double[] precisions = new double[ordered.size()];
        int size = 0;
        long right = 0;
        long wrong = 0;
        for (CocoMatches.Outcome outcome : ordered) {
            if (outcome.rank() >= limit) {
                continue;
            }
            if (!outcome.ignored(threshold)) {
                right += outcome.matched(threshold) ? 1 : 0;
                wrong += outcome.matched(threshold) ? 0 : 1;
            }
            recalls[size] = right / (double) truths;
            precisions[size] = right / (wrong + right + Math.ulp(1.0)); // before the first that counts 0 / 2^-52
            size++;
        }
        for (int i = size - 2; i >= 0; i--) {
            precisions[i] = Math.max(precisions[i], precisions[i + 1]);
        }
        int next = 0;
        for (int r = 0; r < RECALLS; r++) {
            while (next < size && recalls[next] < recallAt(r)) {
                next++;
            }
            points[r] = next < size ? precisions[next] : 0;
        }
        return size == 0 ? 0 : recalls[size - 1];
    }

    /** Returns the precision of all areas; NaN where no object counts. */
    double precision(int threshold, int recallPoint, int category) {
        return precision[threshold][recallPoint][category][ALL];
    }

    /** Returns the recall; NaN where no object counts. */
    double recall(int threshold, int category, int area, int limit) {
        return recall[threshold][category][area][limit];
    }

    /** Returns all scores. */
    DetectionScores scores() {
        int[] all = IntStream.range(0, counts.size()).toArray();
        List<OptionalDouble> values = new ArrayList<>(List.of(
                averagePrecision(0, THRESHOLDS, ALL, all),
                averagePrecision(0, 1, ALL, all),
                averagePrecision(IOU_75, IOU_75 + 1, ALL, all)));
        for (int area = 1; area < AREAS.length; area++) {
            values.add(averagePrecision(0, THRESHOLDS, area, all));
        }
        for (int limit = 0; limit < LIMITS.length; limit++) {
            values.add(averageRecall(ALL, limit, all));
        }
        for (int area = 1; area < AREAS.length; area++) {
            values.add(averageRecall(area, HUNDRED, all));
        }
        return new DetectionScores(DetectionProtocol.COCO, named(DetectionProtocol.COCO.keys(), values), counts);
    }

    private Map<String, OptionalDouble> classValues(int category) {
        return named(
                DetectionProtocol.COCO.classKeys(),
                List.of(
                        averagePrecision(0, THRESHOLDS, ALL, category),
                        averagePrecision(0, 1, ALL, category),
                        averagePrecision(IOU_75, IOU_75 + 1, ALL, category),
                        averageRecall(ALL, HUNDRED, category)));
    }

    private static Map<String, OptionalDouble> named(List<String> keys, List<OptionalDouble> values) {
        Map<String, OptionalDouble> named = new LinkedHashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            named.put(keys.get(i), values.get(i));
        }
        return named;
    }

    private OptionalDouble averagePrecision(int from, int to, int area, int... categories) {
        return IntStream.range(from, to)
                .boxed()
                .flatMap(t -> Arrays.stream(precision[t]))
                .flatMapToDouble(point -> Arrays.stream(categories).mapToDouble(k -> point[k][area]))
                .filter(value -> !Double.isNaN(value))
                .average();
    }

    private OptionalDouble averageRecall(int area, int limit, int... categories) {
        return Arrays.stream(recall)
                .flatMapToDouble(ofThreshold -> Arrays.stream(categories).mapToDouble(k -> ofThreshold[k][area][limit]))
                .filter(value -> !Double.isNaN(value))
                .average();
    }

    private List<PrecisionRecallCurve> curves(int category) {
        if (Double.isNaN(precision[0][0][category][ALL])) {
            return List.of();
        }
        return Stream.of(0, IOU_75)
                .map(t -> PrecisionRecallCurve.of(thresholds()[t], r -> precision[t][r][category][ALL]))
                .toList();
    }
}
