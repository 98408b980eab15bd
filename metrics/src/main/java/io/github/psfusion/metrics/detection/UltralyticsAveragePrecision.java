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

/**
 * Average precision of {@code val} in ultralytics: another number than COCO's. Matching is in single precision, as there; sorting is
 * stable, which it is not there, so that equal scores cannot change the result.
 *
 * <p>At most 300 detections of an image count, all classes together. Each takes the object of its class with the largest IoU, then
 * each object keeps its first detection; a detection that loses its object has no second choice. Crowds are left out. The curve of
 * precision, made falling and held up by sentinels, is interpolated linearly at 101 recalls and integrated by the trapezoid rule.
 */
final class UltralyticsAveragePrecision {
    private static final int MOST = 300;
    private static final int THRESHOLDS = 10;
    private static final float EPSILON = 1e-7f;
    private static final double RECALL_EPSILON = 1e-16;
    private static final int NONE = -1;
    private static final int POINTS = PrecisionRecallCurve.POINTS;
    private static final double FIRST_IOU = 0.5;
    private static final float[] IOU = thresholds();

    private UltralyticsAveragePrecision() {}

    /** Bit t of {@code right}: the detection is right at threshold t. */
    private record Outcome(int category, double score, int right) {}

    static DetectionScores scores(DetectionProtocol protocol, List<ImageDetections> images, int classes) {
        List<Outcome> ordered = images.parallelStream()
                .map(UltralyticsAveragePrecision::outcomes)
                .flatMap(List::stream)
                .sorted(Comparator.comparingDouble(outcome -> -outcome.score()))
                .toList();
        List<List<Outcome>> byClass = IntStream.range(0, classes)
                .<List<Outcome>>mapToObj(k -> new ArrayList<>())
                .toList();
        ordered.forEach(outcome -> byClass.get(outcome.category()).add(outcome));
        List<ClassDetectionScores> scores = new ArrayList<>();
        List<List<ImageDetections>> imagesByClass = ImageDetections.byClass(images, classes);
        for (int k = 0; k < classes; k++) {
            scores.add(scores(protocol, imagesByClass.get(k), byClass.get(k)));
        }
        return DetectionScores.ofMeans(protocol, scores);
    }

    private static ClassDetectionScores scores(
            DetectionProtocol protocol, List<ImageDetections> images, List<Outcome> ordered) {
        long truths = images.stream()
                .flatMap(image -> image.truths().stream())
                .filter(truth -> !truth.crowd())
                .count();
        if (truths == 0) {
            return ClassDetectionScores.of(
                    images, Map.of("AP", OptionalDouble.empty(), "AP50", OptionalDouble.empty()), List.of());
        }
        double[][] curves = new double[THRESHOLDS][];
        double[] ap = new double[THRESHOLDS];
        for (int t = 0; t < THRESHOLDS; t++) {
            curves[t] = curve(ordered, truths, t, protocol == DetectionProtocol.ULTRALYTICS_ENDPOINT);
            for (int i = 1; i < POINTS; i++) {
                ap[t] += (PrecisionRecallCurve.recall(i) - PrecisionRecallCurve.recall(i - 1))
                        * (curves[t][i] + curves[t][i - 1])
                        / 2;
            }
        }
        Map<String, OptionalDouble> values = new LinkedHashMap<>();
        values.put("AP", Arrays.stream(ap).average());
        values.put("AP50", OptionalDouble.of(ap[0]));
        PrecisionRecallCurve curve = PrecisionRecallCurve.of(FIRST_IOU, i -> curves[0][i]);
        return ClassDetectionScores.of(images, values, List.of(curve));
    }

    /** Returns the precision at each point. */
    private static double[] curve(List<Outcome> ordered, long truths, int threshold, boolean endpoint) {
        if (ordered.isEmpty()) {
            return new double[POINTS];
        }
        int size = ordered.size() + (endpoint ? 3 : 2);
        double[] recall = new double[size];
        double[] precision = new double[size];
        precision[0] = 1;
        int right = 0;
        for (int i = 1; i <= ordered.size(); i++) {
            right += ordered.get(i - 1).right() >> threshold & 1;
            recall[i] = right / (truths + RECALL_EPSILON);
            precision[i] = right / (double) i;
        }
        if (endpoint) {
            recall[size - 2] = recall[size - 3];
        }
        recall[size - 1] = 1;
        for (int i = size - 2; i >= 0; i--) {
            precision[i] = Math.max(precision[i], precision[i + 1]);
        }
        double[] points = new double[POINTS];
        int below = 0; // the last of equal recalls, as NumPy's interp finds it
        for (int p = 0; p < POINTS; p++) {
            double at = PrecisionRecallCurve.recall(p);
            while (below < size - 1 && recall[below + 1] <= at) {
                below++;
            }
            points[p] = below == size - 1 || recall[below] == at
                    ? precision[below]
                    : (precision[below + 1] - precision[below])
                                    / (recall[below + 1] - recall[below])
                                    * (at - recall[below])
                            + precision[below];
        }
        return points;
    }

    private static List<Outcome> outcomes(ImageDetections image) {
        List<TrueBox> truths =
                image.truths().stream().filter(truth -> !truth.crowd()).toList();
        List<Detection> detections = image.byScore().stream().limit(MOST).toList();
        int[] right = new int[detections.size()];
        // The largest IoU of each detection decides at every threshold at once.
        int[] match = new int[right.length];
        float[] best = new float[right.length];
        for (int d = 0; d < right.length; d++) {
            match[d] = NONE;
            for (int g = 0; g < truths.size(); g++) {
                if (truths.get(g).category() == detections.get(d).category()) {
                    float iou = iou(truths.get(g).box(), detections.get(d).box());
                    if (iou >= best[d]) { // of equal ones the later
                        best[d] = iou;
                        match[d] = g;
                    }
                }
            }
        }
        for (int t = 0; t < THRESHOLDS; t++) {
            boolean[] taken = new boolean[truths.size()];
            for (int d = 0; d < right.length; d++) {
                if (match[d] != NONE && best[d] >= IOU[t] && !taken[match[d]]) {
                    taken[match[d]] = true;
                    right[d] |= 1 << t;
                }
            }
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (int d = 0; d < right.length; d++) {
            outcomes.add(
                    new Outcome(detections.get(d).category(), detections.get(d).score(), right[d]));
        }
        return outcomes;
    }

    /** Returns the thresholds as PyTorch's {@code linspace} computes them: the second half backwards from the end. */
    private static float[] thresholds() {
        float[] thresholds = new float[THRESHOLDS];
        float step = (0.95f - 0.5f) / (THRESHOLDS - 1);
        for (int t = 0; t < THRESHOLDS; t++) {
            thresholds[t] = t < THRESHOLDS / 2 ? 0.5f + step * t : 0.95f - step * (THRESHOLDS - 1 - t);
        }
        return thresholds;
    }

    /** Returns IoU in single precision, from the corners. */
    private static float iou(Box a, Box b) {
        float ax = (float) a.x();
        float ay = (float) a.y();
        float ax2 = (float) (a.x() + a.width());
        float ay2 = (float) (a.y() + a.height());
        float bx = (float) b.x();
        float by = (float) b.y();
        float bx2 = (float) (b.x() + b.width());
        float by2 = (float) (b.y() + b.height());
        float width = Math.max(Math.min(ax2, bx2) - Math.max(ax, bx), 0);
        float height = Math.max(Math.min(ay2, by2) - Math.max(ay, by), 0);
        float both = width * height;
        return both / ((ax2 - ax) * (ay2 - ay) + (bx2 - bx) * (by2 - by) - both + EPSILON);
    }
}
