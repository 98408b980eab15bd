// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.segmentation;

import io.github.psfusion.datasets.LabelClasses;
import io.github.psfusion.metrics.segmentation.ConfusionMatrix;
import io.github.psfusion.metrics.segmentation.SegmentationScores;
import io.github.psfusion.networks.ClassMaps;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.training.OutputMetrics;
import io.github.psfusion.training.TrainingSample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** Intersection over union of each class and its mean over the classes that occur, over the labeled pairs of a validation. */
public final class ClassMetrics implements OutputMetrics<Tensor> {
    private final LabelClasses classes;
    private final ConfusionMatrix confusion;

    /** Makes the metrics of so many classes, without any pair yet. */
    public ClassMetrics(int classes) {
        this.classes = LabelClasses.ofCount(classes);
        confusion = new ConfusionMatrix(classes);
    }

    /**
     * Adds a pair, if it has labels.
     *
     * @param logits of its classes, [1, classes, H, W]
     */
    @Override
    public void add(TrainingSample sample, Tensor logits) {
        sample.labels().ifPresent(labels -> confusion.add(labels.classes(), ClassMaps.argmax(logits)));
    }

    /** Returns {@code meanIou}, and {@code iou.CLASS} for each class; empty for a class that is neither labeled nor predicted. */
    @Override
    public Map<String, OptionalDouble> values() {
        SegmentationScores scores = SegmentationScores.of(confusion);
        Map<String, OptionalDouble> values = new LinkedHashMap<>();
        values.put("meanIou", scores.meanIou());
        for (int c = 0; c < classes.count(); c++) {
            values.put("iou." + classes.name(c), scores.iou().get(c));
        }
        return values;
    }

    /** Returns the same as text for people; empty if no pair has labels. */
    @Override
    public String summary() {
        SegmentationScores scores = SegmentationScores.of(confusion);
        if (scores.meanIou().isEmpty()) {
            return "";
        }
        List<String> ofClasses = new ArrayList<>();
        for (int c = 0; c < classes.count(); c++) {
            String name = classes.name(c);
            scores.iou().get(c).ifPresent(iou -> ofClasses.add(String.format(Locale.ROOT, "%s %.3f", name, iou)));
        }
        return String.format(Locale.ROOT, "mIoU %.3f", scores.meanIou().getAsDouble()) + " ("
                + String.join(", ", ofClasses) + ")";
    }
}
