// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.losses;

import io.github.psfusion.tensors.Tensor;

/**
 * The labels of a batch of N pairs, of which some may have none. Losses on labels are computed over the labeled pairs alone
 * and are 0 where there is none.
 *
 * @param classes the class of each pixel, INT64, [N, H, W]; pixels of the class {@link #IGNORED} have no loss
 * @param binary 1 on objects, 0 elsewhere, [N, H, W]
 * @param boundary 1 on the contours of objects, 0 elsewhere, [N, H, W]
 * @param samples the indices in 0 .. N - 1 of the pairs that have labels, ascending; what the three tensors hold for
 *     the others is not read
 */
@SuppressWarnings("ArrayRecordComponent") // copied in and out; batches are never compared
public record LabeledPairs(Tensor classes, Tensor binary, Tensor boundary, long[] samples) {
    /** The class of pixels without a label. */
    public static final int IGNORED = 255;

    /** Copies the indices. */
    public LabeledPairs {
        samples = samples.clone();
    }

    @Override
    public long[] samples() {
        return samples.clone();
    }

    /** Returns whether no pair has labels. */
    public boolean isEmpty() {
        return samples.length == 0;
    }

    /**
     * Returns the labeled samples of a tensor of the batch.
     *
     * @param batch [N, ...]
     * @return [samples, ...], the same tensor if all pairs are labeled
     */
    Tensor of(Tensor batch) {
        return samples.length == batch.shape().size(0) ? batch : batch.indexSelect(samples);
    }

    /** Returns the loss on an output where no pair has labels: 0, with gradient 0. */
    static Tensor nothing(Tensor output) {
        return output.narrow(0, 0, 0).sum();
    }
}
