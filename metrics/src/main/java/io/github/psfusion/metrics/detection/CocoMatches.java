// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.detection;

import java.util.ArrayList;
import java.util.List;

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

    /** How many detections of a class count in an image. */
    private static final int MOST = CocoAveragePrecision.LIMITS[CocoAveragePrecision.LIMITS.length - 1];

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

    /**
     * Matches the detections of a class in order: each takes the object with the largest IoU that is left.
     *
     * @param image objects and detections of one class, these by falling score
     */
    static CocoMatches of(ImageDetections image, double smallest, double largest) {
        List<TrueBox> truths = new ArrayList<>();
        List<TrueBox> ignored = new ArrayList<>();
        image.truths().forEach(truth -> (counts(truth, smallest, largest) ? truths : ignored).add(truth));
        int regular = truths.size();
        truths.addAll(ignored); // last
        List<Detection> detections = image.detections();
        List<Outcome> outcomes = new ArrayList<>(Math.min(detections.size(), MOST));
        boolean[][] taken = new boolean[THRESHOLDS.length][truths.size()];
        double[] iou = new double[truths.size()];
        for (int d = 0; d < detections.size() && d < MOST; d++) {
            Box box = detections.get(d).box();
            for (int g = 0; g < iou.length; g++) {
                TrueBox truth = truths.get(g);
                iou[g] = truth.crowd() ? box.shareIn(truth.box()) : box.iou(truth.box());
            }
            boolean beyond = box.area() < smallest || box.area() > largest;
            int matches = 0;
            int ignores = 0;
            for (int t = 0; t < THRESHOLDS.length; t++) {
                int match = match(iou, truths, regular, taken[t], THRESHOLDS[t]);
                if (match != NONE) {
                    taken[t][match] = true;
                    matches |= 1 << t;
                }
                ignores |= (match == NONE ? beyond : match >= regular) ? 1 << t : 0;
            }
            outcomes.add(new Outcome(detections.get(d).score(), d, matches, ignores));
        }
        return new CocoMatches(regular, outcomes);
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
