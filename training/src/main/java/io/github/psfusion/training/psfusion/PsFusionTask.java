// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.psfusion;

import io.github.psfusion.metrics.FusionMetric;
import io.github.psfusion.networks.psfusion.PsFusionOutputs;
import io.github.psfusion.networks.psfusion.PsFusionVariant;
import io.github.psfusion.training.DataSettings;
import io.github.psfusion.training.Loss;
import io.github.psfusion.training.OutputMetrics;
import io.github.psfusion.training.TrainableNetwork;
import io.github.psfusion.training.TrainingSample;
import io.github.psfusion.training.TrainingTask;
import io.github.psfusion.training.log.PreviewTile;
import java.util.List;

/** PSFusion or a variant of it, its loss of ten terms, its metrics and previews. */
public final class PsFusionTask implements TrainingTask<PsFusionOutputs> {
    /** Memory for a pair of 256 x 256 pixels in FLOAT32, and for weights, gradients and the rest; as measured. */
    private static final double BYTES_PER_PIXEL = 2.2e9 / (256 * 256);

    private static final double FIXED_BYTES = 1.2e9;

    private final int classes;
    private final PsFusionVariant variant;
    private final List<FusionMetric> metrics;
    private final TrainablePsFusion<PsFusionOutputs> network;
    private final PsFusionLoss loss;

    /**
     * Declares the network; it has no values yet.
     *
     * @param classes number of semantic classes, at least 2
     * @param options also name the variant of the network
     * @throws IllegalArgumentException if an option of the loss is out of range
     */
    public PsFusionTask(int classes, PsFusionLossOptions options) {
        this(classes, options, List.of());
    }

    /**
     * Declares the network; it has no values yet.
     *
     * @param classes number of semantic classes, at least 2
     * @param metrics of fused images, in validations; empty for entropy, deviation and frequency
     * @throws IllegalArgumentException if an option of the loss is out of range
     */
    public PsFusionTask(int classes, PsFusionLossOptions options, List<FusionMetric> metrics) {
        this.classes = classes;
        this.metrics = List.copyOf(metrics);
        loss = new PsFusionLoss(options);
        network = TrainablePsFusion.whole(classes, options.variant());
        variant = options.variant();
    }

    @Override
    public TrainableNetwork<PsFusionOutputs> network() {
        return network;
    }

    @Override
    public Loss<PsFusionOutputs> loss() {
        return loss;
    }

    @Override
    public OutputMetrics<PsFusionOutputs> newMetrics() {
        return new PsFusionMetrics(classes, variant, metrics);
    }

    @Override
    public List<PreviewTile> previewTiles(TrainingSample sample, PsFusionOutputs outputs) {
        return PsFusionTiles.of(sample, outputs);
    }

    @Override
    public long expectedBytes(DataSettings data) {
        double pixels = (double) data.cropWidth() * data.cropHeight() * data.batchSize();
        return (long) (FIXED_BYTES + BYTES_PER_PIXEL * pixels);
    }

    @Override
    public void close() {
        network.close();
    }
}
