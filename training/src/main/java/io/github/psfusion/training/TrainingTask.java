// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import io.github.psfusion.training.log.PreviewTile;
import java.util.List;

/**
 * What is trained: a network, its loss, and how its outputs are measured and shown on held-out pairs.
 *
 * <p>The task owns the network; the maker of the task closes it, after the {@link Trainer}.
 *
 * @param <O> the outputs of the network
 */
public interface TrainingTask<O> extends AutoCloseable {
    /** Returns the network. */
    TrainableNetwork<O> network();

    /** Returns the loss. */
    Loss<O> loss();

    /** Returns the metrics of one validation, without any pair yet. */
    OutputMetrics<O> newMetrics();

    /**
     * Returns what a preview shows of a pair, from left to right; what the pair has not, such as labels, is left out.
     *
     * @param outputs of the network for this pair, of its size; not to be kept
     * @return images of the pair's size; none, if there is nothing to show
     */
    List<PreviewTile> previewTiles(TrainingSample sample, O outputs);

    /** Returns about how many bytes of memory a training step with these settings needs. */
    long expectedBytes(DataSettings data);

    /** Closes the network. */
    @Override
    void close();
}
