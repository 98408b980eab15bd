// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.downstream.networks;

import io.github.psfusion.networks.ForwardContext;
import io.github.psfusion.networks.Parameters;
import io.github.psfusion.tensors.PoolOptions;
import io.github.psfusion.tensors.Tensor;
import java.util.List;

/**
 * An encoder of MFNet. Keys: {@code conv1_S}, {@code conv2_1_S}, {@code conv2_2_S}, {@code conv3_1_S}, {@code conv3_2_S}, {@code
 * conv4_S}, {@code conv5_S} with S the name of the stream, {@code rgb} or {@code inf}.
 */
final class MfNetEncoder {
    private static final PoolOptions HALVE = new PoolOptions(2, 2, 0);

    private final LeakyLayer conv1;
    private final LeakyLayer conv2First;
    private final LeakyLayer conv2Second;
    private final LeakyLayer conv3First;
    private final LeakyLayer conv3Second;
    private final MiniInception conv4;
    private final MiniInception conv5;

    /**
     * Declares the layers.
     *
     * @param stream the name behind the underscore of each key
     * @param in channels of the image
     * @param widths channels of the five levels
     */
    MfNetEncoder(Parameters parameters, String stream, int in, List<Integer> widths) {
        conv1 = new LeakyLayer(parameters.child("conv1_" + stream), in, widths.get(0));
        conv2First = new LeakyLayer(parameters.child("conv2_1_" + stream), widths.get(0), widths.get(1));
        conv2Second = new LeakyLayer(parameters.child("conv2_2_" + stream), widths.get(1), widths.get(1));
        conv3First = new LeakyLayer(parameters.child("conv3_1_" + stream), widths.get(1), widths.get(2));
        conv3Second = new LeakyLayer(parameters.child("conv3_2_" + stream), widths.get(2), widths.get(2));
        conv4 = new MiniInception(parameters.child("conv4_" + stream), widths.get(2), widths.get(3));
        conv5 = new MiniInception(parameters.child("conv5_" + stream), widths.get(3), widths.get(4));
    }

    /**
     * The features that the decoder uses.
     *
     * @param half [N, C2, H / 2, W / 2]
     * @param quarter [N, C3, H / 4, W / 4]
     * @param eighth [N, C4, H / 8, W / 8]
     * @param last [N, C5, H / 16, W / 16]
     */
    record Features(Tensor half, Tensor quarter, Tensor eighth, Tensor last) {}

    Features forward(Tensor image, ForwardContext context) {
        Tensor full = conv1.forward(image, context); // [N, C1, H, W]
        Tensor half = conv2Second.forward(conv2First.forward(full.maxPool2d(HALVE), context), context);
        Tensor quarter = conv3Second.forward(conv3First.forward(half.maxPool2d(HALVE), context), context);
        Tensor eighth = conv4.forward(quarter.maxPool2d(HALVE), context);
        return new Features(half, quarter, eighth, conv5.forward(eighth.maxPool2d(HALVE), context));
    }
}
