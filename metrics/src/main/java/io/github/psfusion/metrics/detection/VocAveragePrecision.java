// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.detection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Average precision of PASCAL VOC (Everingham et al., "The PASCAL visual object classes challenge", 2010; 2015), on continuous
 * boxes, without the 1 that its programs add to each width.
 *
 * <p>The detections of a class by falling score: each belongs to the object with which its IoU is largest, the first of equal ones,
 * if that is at least .5. It is right if it is the first of its object, else wrong; it does not count if the object is difficult.
 */
final class VocAveragePrecision {
    private static final double IOU = 0.5;
    private static final int POINTS = 11;
    private static final double POINT_STEP = 0.1; // 3 * 0.1 is more than 0.3 in double, as in the published programs

    private VocAveragePrecision() {}

    /** What became of a detection: of an object that counts or not, or of none. */
    private record Outcome(double score, boolean right, boolean ignored) {}

    static DetectionScores scores(DetectionProtocol protocol, List<ImageDetections> images, int classes) {
        List<ClassDetectionScores> scores = new ArrayList<>();
        for (List<ImageDetections> ofClass : ImageDetections.byClass(images, classes)) {
            scores.add(scores(protocol, ofClass));
        }
        return DetectionScores.ofMeans(protocol, scores);
    }

    private static ClassDetectionScores scores(DetectionProtocol protocol, List<ImageDetections> images) {
        String key = protocol.classKeys().get(0);
        long truths = images.stream()
                .flatMap(image -> image.truths().stream())
                .filter(truth -> !truth.crowd())
                .count();
        if (truths == 0) {
            return ClassDetectionScores.of(images, Map.of(key, OptionalDouble.empty()), List.of());
        }
        List<Outcome> ordered = images.parallelStream()
                .map(VocAveragePrecision::outcomes)
                .flatMap(List::stream)
                .filter(outcome -> !outcome.ignored())
                .sorted(Comparator.comparingDouble(outcome -> -outcome.score()))
                .toList();
        double[] recall = new double[ordered.size()];
        double[] precision = new double[ordered.size()];
        int right = 0;
        for (int i = 0; i < recall.length; i++) {
            right += ordered.get(i).right() ? 1 : 0;
            recall[i] = right / (double) truths;
            precision[i] = right / (double) (i + 1);
        }
        for (int i = precision.length - 2; i >= 0; i--) {
            precision[i] = Math.max(precision[i], precision[i + 1]);
        }
        double value =
                protocol == DetectionProtocol.VOC ? everyPoint(recall, precision) : elevenPoints(recall, precision);
        Map<String, OptionalDouble> values = new LinkedHashMap<>();
        values.put(key, OptionalDouble.of(value));
        PrecisionRecallCurve curve =
                PrecisionRecallCurve.of(IOU, i -> precisionAt(PrecisionRecallCurve.recall(i), recall, precision));
        return ClassDetectionScores.of(images, values, List.of(curve));
    }

    /** Returns the area below the precision that was made falling. */
    private static double everyPoint(double[] recall, double[] precision) {
        double sum = 0;
        for (int i = 0; i < recall.length; i++) {
            sum += (recall[i] - (i == 0 ? 0 : recall[i - 1])) * precision[i];
        }
        return sum;
    }

    private static double elevenPoints(double[] recall, double[] precision) {
        double sum = 0;
        for (int point = 0; point < POINTS; point++) {
            sum += precisionAt(point * POINT_STEP, recall, precision) / POINTS;
        }
        return sum;
    }

    /** Returns the precision where so much recall is reached first; 0 where it is never reached. */
    private static double precisionAt(double wanted, double[] recall, double[] precision) {
        int index = 0;
        while (index < recall.length && recall[index] < wanted) {
            index++;
        }
        return index < recall.length ? precision[index] : 0;
    }

    private static List<Outcome> outcomes(ImageDetections image) {
        boolean[] taken = new boolean[image.truths().size()];
        List<Outcome> outcomes = new ArrayList<>();
        for (Detection detection : image.detections()) {
            double best = 0;
            int match = 0;
            for (int g = 0; g < taken.length; g++) {
                double iou = detection.box().iou(image.truths().get(g).box());
                if (iou > best) {
                    best = iou;
                    match = g;
                }
            }
            boolean found = best >= IOU;
            boolean ignored = found && image.truths().get(match).crowd();
            outcomes.add(new Outcome(detection.score(), found && !ignored && !taken[match], ignored));
            if (found) {
                taken[match] = true;
            }
        }
        return outcomes;
    }
}
