// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.didfuse;

import io.github.psfusion.tensors.PoolOptions;
import io.github.psfusion.tensors.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How the features of both images become one; each of the four features is fused alike. */
enum DidFuseRule {
    /** {@code infrared + visible}, by which the published images were made. */
    SUM {
        @Override
        Tensor fuse(Tensor infrared, Tensor visible) {
            return infrared.add(visible);
        }
    },
    /** {@code (infrared + visible) / 2}. */
    AVERAGE {
        @Override
        Tensor fuse(Tensor infrared, Tensor visible) {
            return infrared.add(visible).multiply(0.5);
        }
    },
    /**
     * Weights by the activity of each image: the 3x3 mean, bordered by zeros, of the mean of the magnitudes over all channels. Where both
     * activities are 0, the weights are a half each.
     */
    L1 {
        @Override
        Tensor fuse(Tensor infrared, Tensor visible) {
            Tensor ofInfrared = activity(infrared); // [N, 1, H, W]
            Tensor ofVisible = activity(visible);
            Tensor sum = ofInfrared.add(ofVisible);
            return infrared.multiply(ofInfrared.divide(sum)).add(visible.multiply(ofVisible.divide(sum)));
        }

        private Tensor activity(Tensor features) {
            return features.abs().mean(1).averagePool2d(NEIGHBORS).add(SMALLEST);
        }
    };

    private static final PoolOptions NEIGHBORS = new PoolOptions(3, 1, 1);

    /** Keeps 0 / 0 from being computed, and changes no other weight. */
    private static final double SMALLEST = 1e-30;

    /** Fuses two features of one shape. */
    abstract Tensor fuse(Tensor infrared, Tensor visible);

    DidFuseEncoder.Features fuse(DidFuseEncoder.Features infrared, DidFuseEncoder.Features visible) {
        return new DidFuseEncoder.Features(
                fuse(infrared.first(), visible.first()),
                fuse(infrared.second(), visible.second()),
                fuse(infrared.background(), visible.background()),
                fuse(infrared.detail(), visible.detail()));
    }

    /** Returns the names by which users know the rules, the default first. */
    static List<String> names() {
        return Arrays.stream(values())
                .map(rule -> rule.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    static DidFuseRule of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
