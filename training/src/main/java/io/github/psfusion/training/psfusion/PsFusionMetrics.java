// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.psfusion;

import io.github.psfusion.imaging.Plane;
import io.github.psfusion.metrics.segmentation.ConfusionMatrix;
import io.github.psfusion.metrics.segmentation.SegmentationScores;
import io.github.psfusion.networks.ClassMaps;
import io.github.psfusion.networks.psfusion.PsFusionOutputs;
import io.github.psfusion.training.OutputMetrics;
import io.github.psfusion.training.TrainingSample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Mean intersection over union of the classes that occur, if any pair has labels, and {@link ImageStatistics} of the fused
 * images; for comparison those of the average of both sources.
 */
final class PsFusionMetrics implements OutputMetrics<PsFusionOutputs> {
    private final ConfusionMatrix confusion;
    private final List<ImageStatistics> fused = new ArrayList<>();
    private final List<ImageStatistics> average = new ArrayList<>();

    PsFusionMetrics(int classes) {
        confusion = new ConfusionMatrix(classes);
    }

    @Override
    public void add(TrainingSample sample, PsFusionOutputs outputs) {
        fused.add(ImageStatistics.of(
                Plane.wrap(sample.width(), sample.height(), outputs.fused().toFloats())));
        average.add(ImageStatistics.of(average(sample)));
        sample.labels().ifPresent(labels -> confusion.add(labels.classes(), ClassMaps.argmax(outputs.semantic())));
    }

    private static Plane average(TrainingSample sample) {
        float[] infrared = sample.infrared().toArray();
        float[] luminance = sample.visible().luminance().toArray();
        for (int i = 0; i < infrared.length; i++) {
            infrared[i] = (infrared[i] + luminance[i]) / 2;
        }
        return Plane.wrap(sample.width(), sample.height(), infrared);
    }

    @Override
    public Map<String, OptionalDouble> values() {
        Map<String, OptionalDouble> values = new LinkedHashMap<>();
        values.put("meanIou", SegmentationScores.of(confusion).meanIou());
        put(values, "fused", ImageStatistics.mean(fused));
        put(values, "average", ImageStatistics.mean(average));
        return values;
    }

    private static void put(Map<String, OptionalDouble> values, String group, ImageStatistics statistics) {
        values.put(group + ".entropy", OptionalDouble.of(statistics.entropy()));
        values.put(group + ".deviation", OptionalDouble.of(statistics.deviation()));
        values.put(group + ".frequency", OptionalDouble.of(statistics.frequency()));
    }

    @Override
    public String summary() {
        OptionalDouble meanIou = SegmentationScores.of(confusion).meanIou();
        String iou = meanIou.isPresent() ? String.format(Locale.ROOT, "mIoU %.3f; ", meanIou.getAsDouble()) : "";
        ImageStatistics f = ImageStatistics.mean(fused);
        ImageStatistics a = ImageStatistics.mean(average);
        return iou
                + String.format(
                        Locale.ROOT,
                        "fused entropy %.2f, deviation %.1f, frequency %.1f"
                                + " (average of the sources: %.2f, %.1f, %.1f)",
                        f.entropy(),
                        f.deviation(),
                        f.frequency(),
                        a.entropy(),
                        a.deviation(),
                        a.frequency());
    }
}
