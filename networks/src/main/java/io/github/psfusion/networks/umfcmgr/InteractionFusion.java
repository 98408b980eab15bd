// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.umfcmgr;

import io.github.psfusion.networks.Parameters;
import io.github.psfusion.networks.layers.Conv2d;
import io.github.psfusion.tensors.Tensor;
import java.util.List;

/**
 * DIFM: one attention of both features, and for each feature p a weighted sum of p and of p times the attention.
 *
 * <pre>
 * a  = sigmoid(query(p) * key(q)), element by element
 * p' = p g0 + (p a) g1, with the two channels g = gamma1([p, p a]); q' likewise with gamma2
 * </pre>
 *
 * <p>Keys: {@code query_conv}, {@code key_conv}, {@code gamma1}, {@code gamma2}.
 */
final class InteractionFusion {
    private final Conv2d query;
    private final Conv2d key;
    private final Conv2d infraredWeights;
    private final Conv2d visibleWeights;

    InteractionFusion(Parameters parameters, int channels) {
        query = Conv2d.withBias(parameters.child("query_conv"), 3, channels, channels);
        key = Conv2d.withBias(parameters.child("key_conv"), 3, channels, channels);
        infraredWeights = Conv2d.withBias(parameters.child("gamma1"), 3, 2 * channels, 2);
        visibleWeights = Conv2d.withBias(parameters.child("gamma2"), 3, 2 * channels, 2);
    }

    /** Maps two features [N, C, H, W] to both, joined: [N, 2 C, H, W]. */
    Tensor forward(Tensor infrared, Tensor visible) {
        return infrared.backend().inScope(() -> {
            Tensor attention =
                    query.forward(infrared).multiply(key.forward(visible)).sigmoid();
            return Tensor.concatenate(
                    1,
                    List.of(
                            weighted(infrared, attention, infraredWeights),
                            weighted(visible, attention, visibleWeights)));
        });
    }

    private static Tensor weighted(Tensor feature, Tensor attention, Conv2d weights) {
        Tensor attended = feature.multiply(attention);
        Tensor g = weights.forward(Tensor.concatenate(1, List.of(feature, attended))); // [N, 2, H, W]
        return feature.multiply(g.narrow(1, 0, 1)).add(attended.multiply(g.narrow(1, 1, 1)));
    }
}
