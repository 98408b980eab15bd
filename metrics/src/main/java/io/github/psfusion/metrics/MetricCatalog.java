// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics;

import io.github.psfusion.metrics.fusion.AverageGradient;
import io.github.psfusion.metrics.fusion.BeyondSources;
import io.github.psfusion.metrics.fusion.ChenBlum;
import io.github.psfusion.metrics.fusion.ChenVarshney;
import io.github.psfusion.metrics.fusion.CorrelationCoefficient;
import io.github.psfusion.metrics.fusion.Entropy;
import io.github.psfusion.metrics.fusion.FeatureMutualInformation;
import io.github.psfusion.metrics.fusion.MeanSquaredError;
import io.github.psfusion.metrics.fusion.MultiScaleStructuralSimilarity;
import io.github.psfusion.metrics.fusion.MutualInformation;
import io.github.psfusion.metrics.fusion.Nabf;
import io.github.psfusion.metrics.fusion.PeakSignalToNoise;
import io.github.psfusion.metrics.fusion.Piella;
import io.github.psfusion.metrics.fusion.Qabf;
import io.github.psfusion.metrics.fusion.SpatialFrequency;
import io.github.psfusion.metrics.fusion.StandardDeviation;
import io.github.psfusion.metrics.fusion.StructuralSimilarity;
import io.github.psfusion.metrics.fusion.SumOfCorrelationsOfDifferences;
import io.github.psfusion.metrics.fusion.VisualFidelityFusion;
import io.github.psfusion.metrics.fusion.VisualInformationFidelity;
import io.github.psfusion.metrics.fusion.Yang;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All metrics, in the order of tables: those of this project, then those of {@link FusionMetricProvider}s on the class path. */
public final class MetricCatalog {
    private static final List<String> PAPER = List.of("EN", "SD", "AG", "SF", "SCD", "VIF");

    private static final List<FusionMetric> BUILT_IN = List.of(
            new Entropy(),
            new StandardDeviation(),
            new AverageGradient(),
            new SpatialFrequency(),
            new SumOfCorrelationsOfDifferences(),
            new VisualInformationFidelity(),
            new MutualInformation(),
            new CorrelationCoefficient(),
            new MeanSquaredError(),
            new PeakSignalToNoise(),
            new StructuralSimilarity(),
            new MultiScaleStructuralSimilarity(),
            new Qabf(),
            new Nabf(),
            new FeatureMutualInformation(FeatureMutualInformation.Feature.PIXEL),
            new FeatureMutualInformation(FeatureMutualInformation.Feature.GRADIENT),
            new FeatureMutualInformation(FeatureMutualInformation.Feature.DCT),
            new ChenBlum(),
            new ChenVarshney(),
            new VisualFidelityFusion(),
            new Yang(),
            new Piella(Piella.Kind.Q),
            new Piella(Piella.Kind.QW),
            new Piella(Piella.Kind.QE),
            new BeyondSources(BeyondSources.Kind.DARKER),
            new BeyondSources(BeyondSources.Kind.BRIGHTER));

    private MetricCatalog() {}

    /** Returns all metrics; those of providers are looked for at each call. */
    public static List<FusionMetric> all() {
        List<FusionMetric> provided = ProvidedMetrics.find(Stream.concat(
                        Stream.of("paper", "all"),
                        BUILT_IN.stream().map(metric -> metric.description().key()))
                .toList());
        return Stream.concat(BUILT_IN.stream(), provided.stream()).toList();
    }

    /** Returns the metrics of this project. */
    public static List<FusionMetric> builtIn() {
        return BUILT_IN;
    }

    /** Returns the six metrics of the PSFusion paper, in its order. */
    public static List<FusionMetric> paper() {
        return PAPER.stream()
                .map(key -> BUILT_IN.stream()
                        .filter(metric -> metric.description().key().equals(key))
                        .findFirst()
                        .orElseThrow())
                .toList();
    }

    /**
     * Finds a metric by its key, whatever the case.
     *
     * @throws IllegalArgumentException naming the known ones
     */
    public static FusionMetric of(String key) {
        List<FusionMetric> all = all();
        for (FusionMetric metric : all) {
            if (metric.description().key().equalsIgnoreCase(key)) {
                return metric;
            }
        }
        throw new IllegalArgumentException("\"" + key + "\" is no metric; known are "
                + all.stream().map(metric -> metric.description().key()).collect(Collectors.joining(", ")));
    }
}
