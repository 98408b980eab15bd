// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.downstream.networks;

import io.github.psfusion.networks.ForwardContext;
import io.github.psfusion.networks.Parameters;
import io.github.psfusion.tensors.Tensor;
import org.jspecify.annotations.Nullable;

/** A segmentation network. Heights and widths of its input are multiples of {@link #SIZE_MULTIPLE}. */
public interface Segmenter extends AutoCloseable {
    /** The halvings of both networks, 2 to the power of 4. */
    int SIZE_MULTIPLE = 16;

    /** Returns the parameters, which the network owns. */
    Parameters parameters();

    /**
     * Computes the logits of the classes.
     *
     * @param image the image, [N, C, H, W], C the channels of the first encoder
     * @param infrared the input of the second encoder, [N, 1, H, W]; null for a network of one encoder
     * @return [N, classes, H, W], owned by the current scope
     */
    Tensor logits(Tensor image, @Nullable Tensor infrared, ForwardContext context);

    /** Frees the parameters. */
    @Override
    default void close() {
        parameters().close();
    }
}
