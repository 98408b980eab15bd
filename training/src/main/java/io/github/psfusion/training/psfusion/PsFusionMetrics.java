// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.psfusion;

import io.github.psfusion.imaging.Plane;
import io.github.psfusion.metrics.FusionMetric;
import io.github.psfusion.metrics.Gray8Image;
import io.github.psfusion.metrics.MetricInput;
import io.github.psfusion.metrics.MetricValue;
import io.github.psfusion.metrics.Protocol;
import io.github.psfusion.metrics.Sources;
import io.github.psfusion.networks.psfusion.PsFusionOutputs;
import io.github.psfusion.networks.psfusion.PsFusionPart;
import io.github.psfusion.networks.psfusion.PsFusionVariant;
import io.github.psfusion.training.OutputMetrics;
import io.github.psfusion.training.TrainingSample;
import io.github.psfusion.training.segmentation.ClassMetrics;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * {@link ClassMetrics} of the semantic branch and {@link ImageStatistics} of the fused images; for comparison those of the average of
 * both sources. Other metrics instead of these on request, under {@link Protocol#MODERN}, as means over the pairs for which they are
 * defined.
 */
final class PsFusionMetrics implements OutputMetrics<PsFusionOutputs> {
    private final Optional<ClassMetrics> semantic;
    private final List<ImageStatistics> fused = new ArrayList<>();
    private final List<ImageStatistics> average = new ArrayList<>();

    private final List<FusionMetric> chosen;
    private final Map<String, DoubleSummaryStatistics> scores = new LinkedHashMap<>();

    PsFusionMetrics(int classes, PsFusionVariant variant, List<FusionMetric> chosen) {
        semantic = variant.has(PsFusionPart.S2P2) ? Optional.of(new ClassMetrics(classes)) : Optional.empty();
        this.chosen = chosen;
    }

    @Override
    public void add(TrainingSample sample, PsFusionOutputs outputs) {
        Plane image =
                Plane.wrap(sample.width(), sample.height(), outputs.fused().toFloats());
        Plane mean = average(sample);
        fused.add(ImageStatistics.of(image));
        average.add(ImageStatistics.of(mean));
        semantic.ifPresent(metrics -> metrics.add(sample, outputs.semantic()));
        if (!chosen.isEmpty() && Double.isFinite(fused.get(fused.size() - 1).entropy())) {
            Sources sources = Sources.of(Gray8Image.of(sample.infrared()), Gray8Image.of(sample.visible()));
            score("fused", sources.with(Gray8Image.of(image)));
            score("average", sources.with(Gray8Image.of(mean)));
        }
    }

    private void score(String group, MetricInput input) {
        for (FusionMetric metric : chosen) {
            DoubleSummaryStatistics values = scores.computeIfAbsent(
                    group + "." + metric.description().key(), absent -> new DoubleSummaryStatistics());
            MetricValue value = metric.value(input, Protocol.MODERN);
            if (value.counts()) {
                values.accept(value.orNaN());
            }
        }
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
        semantic.ifPresent(metrics -> values.putAll(metrics.values()));
        if (chosen.isEmpty()) {
            put(values, "fused", ImageStatistics.mean(fused));
            put(values, "average", ImageStatistics.mean(average));
        }
        scores.forEach((name, all) ->
                values.put(name, all.getCount() == 0 ? OptionalDouble.empty() : OptionalDouble.of(all.getAverage())));
        return values;
    }

    private static void put(Map<String, OptionalDouble> values, String group, ImageStatistics statistics) {
        values.put(group + ".entropy", OptionalDouble.of(statistics.entropy()));
        values.put(group + ".deviation", OptionalDouble.of(statistics.deviation()));
        values.put(group + ".frequency", OptionalDouble.of(statistics.frequency()));
    }

    @Override
    public String summary() {
        String classes = semantic.map(ClassMetrics::summary).orElse("");
        ImageStatistics f = ImageStatistics.mean(fused);
        ImageStatistics a = ImageStatistics.mean(average);
        return (classes.isEmpty() ? "" : classes + "; ")
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
