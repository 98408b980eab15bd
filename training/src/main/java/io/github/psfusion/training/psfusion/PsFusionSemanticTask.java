// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.psfusion;

import io.github.psfusion.networks.psfusion.SemanticLogits;
import io.github.psfusion.training.DataSettings;
import io.github.psfusion.training.Loss;
import io.github.psfusion.training.OutputMetrics;
import io.github.psfusion.training.TrainableNetwork;
import io.github.psfusion.training.TrainingSample;
import io.github.psfusion.training.TrainingTask;
import io.github.psfusion.training.log.PreviewTile;
import io.github.psfusion.training.segmentation.ClassMetrics;
import io.github.psfusion.training.segmentation.ClassTiles;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** The semantic branch of PSFusion, its three terms, its metrics and previews. */
public final class PsFusionSemanticTask implements TrainingTask<SemanticLogits> {
    /** Memory for a pair of 256 x 256 pixels in FLOAT32, and for weights, gradients and the rest; as measured. */
    private static final double BYTES_PER_PIXEL = 0.95e9 / (256 * 256);

    private static final double FIXED_BYTES = 1.1e9;

    private final int classes;
    private final TrainablePsFusion<SemanticLogits> network;
    private final SemanticLoss loss;

    /**
     * Declares the network; it has no values yet.
     *
     * @param classes number of semantic classes, at least 2
     * @param options also name the variant of the network
     * @throws IllegalArgumentException if an option of the loss is out of range, or of no use in this stage
     */
    public PsFusionSemanticTask(int classes, PsFusionLossOptions options) {
        this.classes = classes;
        loss = new SemanticLoss(options);
        network = TrainablePsFusion.semantic(classes, options.variant());
    }

    @Override
    public TrainableNetwork<SemanticLogits> network() {
        return network;
    }

    @Override
    public Loss<SemanticLogits> loss() {
        return loss;
    }

    @Override
    public OutputMetrics<SemanticLogits> newMetrics() {
        ClassMetrics metrics = new ClassMetrics(classes);
        return new OutputMetrics<>() {
            @Override
            public void add(TrainingSample sample, SemanticLogits outputs) {
                metrics.add(sample, outputs.semantic());
            }

            @Override
            public Map<String, OptionalDouble> values() {
                return metrics.values();
            }

            @Override
            public String summary() {
                return metrics.summary();
            }
        };
    }

    /** Returns the visible and the infrared image, the predicted classes and the labels where there are any. */
    @Override
    public List<PreviewTile> previewTiles(TrainingSample sample, SemanticLogits outputs) {
        return ClassTiles.withSources(sample, outputs.semantic());
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
