// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.segmentation;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The scores of a confusion matrix; higher is better, all from 0 to 1. Empty where nothing is divided by nothing.
 *
 * <p>Class 0 is a class like the others, as the authors of PSFusion count it.
 *
 * @param iou of each class, {@code both / either}; empty for a class that is neither in the labels nor predicted
 * @param accuracy of each class, the share of its pixels that were recognized; empty for a class that is not in the labels
 * @param meanIou mean of the IoU that are there: a class that is only predicted, or only true, counts 0
 * @param meanIouWithoutFirst the same without class 0
 * @param meanIouAbsentAsZero the same with 0 for absent classes, as the script of RTFNet and its descendants print it; always there
 * @param pixelAccuracy share of all pixels that were recognized
 * @param meanAccuracy mean of the accuracies that are there
 * @param frequencyWeightedIou IoU of each class, weighted by the share of its pixels
 */
public record SegmentationScores(
        List<OptionalDouble> iou,
        List<OptionalDouble> accuracy,
        OptionalDouble meanIou,
        OptionalDouble meanIouWithoutFirst,
        double meanIouAbsentAsZero,
        OptionalDouble pixelAccuracy,
        OptionalDouble meanAccuracy,
        OptionalDouble frequencyWeightedIou) {
    /** Copies the lists. */
    public SegmentationScores {
        iou = List.copyOf(iou);
        accuracy = List.copyOf(accuracy);
    }

    /** Computes the scores of a whole set: the mean of the scores of its images is another, higher number. */
    public static SegmentationScores of(ConfusionMatrix matrix) {
        List<OptionalDouble> iou = new ArrayList<>();
        List<OptionalDouble> accuracy = new ArrayList<>();
        long recognized = 0;
        double weighted = 0;
        long total = matrix.total();
        for (int c = 0; c < matrix.classes(); c++) {
            long both = matrix.count(c, c);
            long truth = matrix.ofTruth(c);
            OptionalDouble ofClass = share(both, truth + matrix.ofPrediction(c) - both);
            iou.add(ofClass);
            accuracy.add(share(both, truth));
            recognized += both;
            weighted += truth * ofClass.orElse(0);
        }
        double absentAsZero =
                iou.stream().mapToDouble(value -> value.orElse(0)).average().orElseThrow();
        return new SegmentationScores(
                iou,
                accuracy,
                mean(iou),
                mean(iou.subList(1, iou.size())),
                absentAsZero,
                share(recognized, total),
                mean(accuracy),
                total == 0 ? OptionalDouble.empty() : OptionalDouble.of(weighted / total));
    }

    private static OptionalDouble share(long part, long whole) {
        return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of(part / (double) whole);
    }

    private static OptionalDouble mean(List<OptionalDouble> values) {
        return values.stream()
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .average();
    }
}
