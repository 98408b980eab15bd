// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.detection;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which detections of one class in one image match an object, for each IoU threshold.
 *
 * @param truths number of objects that count in this range of areas
 * @param outcomes the first 100 detections by falling score
 */
record CocoMatches(int truths, List<Outcome> outcomes) {
    private static final int NONE = -1;

    /** Below 1 by as much as pycocotools has it, so that equal boxes match at a threshold of 1. */
    private static final double ALMOST_ONE = 1 - 1e-10;

    private static final double[] THRESHOLDS = CocoAveragePrecision.thresholds();

    /**
     * A detection.
     *
     * @param score how sure it is
     * @param rank its place in the image, from 0
     * @param matches bit t: it matches an object at threshold t
     * @param ignores bit t: it counts neither as right nor as wrong
     */
    record Outcome(double score, int rank, int matches, int ignores) {
        boolean matched(int threshold) {
            return (matches >> threshold & 1) != 0;
        }

        boolean ignored(int threshold) {
            return (ignores >> threshold & 1) != 0;
        }
    }

    /** Matches the detections of a class in order: each takes the object with the largest IoU that is left. */
    static CocoMatches of(ImageDetections image, double smallest, double largest) {
        List<Detection> detections = image.detections().stream()
                .sorted(Detection.BY_SCORE)
                .limit(CocoAveragePrecision.LIMITS[CocoAveragePrecision.LIMITS.length - 1])
                .toList();
        List<TrueBox> regular = image.truths().stream()
                .filter(truth -> counts(truth, smallest, largest))
                .toList();
        List<TrueBox> truths = Stream.concat(
                        regular.stream(),
                        image.truths().stream().filter(truth -> !counts(truth, smallest, largest)))
                .toList(); // ignored ones last
        double[][] iou = new double[detections.size()][truths.size()];
        for (int d = 0; d < iou.length; d++) {
            Box box = detections.get(d).box();
            for (int g = 0; g < iou[d].length; g++) {
                TrueBox truth = truths.get(g);
                iou[d][g] = truth.crowd() ? box.shareIn(truth.box()) : box.iou(truth.box());
            }
        }
        int[] matches = new int[iou.length];
        int[] ignores = new int[iou.length];
        for (int t = 0; t < THRESHOLDS.length; t++) {
            boolean[] taken = new boolean[truths.size()];
            for (int d = 0; d < iou.length; d++) {
                int match = match(iou[d], truths, regular.size(), taken, THRESHOLDS[t]);
                double area = detections.get(d).box().area();
                boolean ignored = match == NONE ? area < smallest || area > largest : match >= regular.size();
                if (match != NONE) {
                    taken[match] = true;
                    matches[d] |= 1 << t;
                }
                ignores[d] |= ignored ? 1 << t : 0;
            }
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (int d = 0; d < iou.length; d++) {
            outcomes.add(new Outcome(detections.get(d).score(), d, matches[d], ignores[d]));
        }
        return new CocoMatches(regular.size(), outcomes);
    }

    private static boolean counts(TrueBox truth, double smallest, double largest) {
        return !truth.crowd() && truth.area() >= smallest && truth.area() <= largest;
    }

    /** Returns the object of a detection: of equal IoU the last one, a regular one before an ignored one. */
    private static int match(double[] iou, List<TrueBox> truths, int regular, boolean[] taken, double threshold) {
        double best = Math.min(threshold, ALMOST_ONE);
        int match = NONE;
        for (int g = 0; g < iou.length; g++) {
            if (taken[g] && !truths.get(g).crowd()) {
                continue;
            }
            if (match != NONE && match < regular && g >= regular) {
                break;
            }
            if (iou[g] >= best) {
                best = iou[g];
                match = g;
            }
        }
        return match;
    }
}
