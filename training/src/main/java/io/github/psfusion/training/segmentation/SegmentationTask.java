// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.segmentation;

import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.training.DataSettings;
import io.github.psfusion.training.Loss;
import io.github.psfusion.training.OutputMetrics;
import io.github.psfusion.training.TrainableNetwork;
import io.github.psfusion.training.TrainingSample;
import io.github.psfusion.training.TrainingTask;
import io.github.psfusion.training.log.PreviewTile;
import java.util.List;

/** A segmentation network, whose only output are the logits of the classes, with its loss, metrics and previews. */
public final class SegmentationTask implements TrainingTask<Tensor> {
    /** Feature maps of full size that a small network keeps for its gradients, in float32. */
    private static final double BYTES_PER_PIXEL = 300 * Float.BYTES;

    private static final double FIXED_BYTES = 0.6e9;

    private final TrainableNetwork<Tensor> network;
    private final SegmentationLoss loss;
    private final int classes;

    /**
     * Makes the task.
     *
     * @param network closed with the task
     * @param classes number of semantic classes, at least 2
     * @param classWeights a number above 0 for each class; empty if all pixels count alike
     */
    public SegmentationTask(TrainableNetwork<Tensor> network, int classes, List<Double> classWeights) {
        this.network = network;
        this.classes = classes;
        loss = new SegmentationLoss(classWeights);
    }

    @Override
    public TrainableNetwork<Tensor> network() {
        return network;
    }

    @Override
    public Loss<Tensor> loss() {
        return loss;
    }

    @Override
    public OutputMetrics<Tensor> newMetrics() {
        return new ClassMetrics(classes);
    }

    /** Returns the visible and the infrared image, the predicted classes and the labels where there are any. */
    @Override
    public List<PreviewTile> previewTiles(TrainingSample sample, Tensor logits) {
        return ClassTiles.withSources(sample, logits);
    }

    @Override
    public long expectedBytes(DataSettings data) {
        double pixels = (double) data.cropWidth() * data.cropHeight() * data.batchSize();
        return (long) (FIXED_BYTES + BYTES_PER_PIXEL * pixels);
    }

    @Override
    public void close() {
        network.parameters().close();
    }
}
