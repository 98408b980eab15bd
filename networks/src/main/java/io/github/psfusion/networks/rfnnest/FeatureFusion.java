// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.rfnnest;

import io.github.psfusion.tensors.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How the features of both images become one at each scale: by the residual network, or by a rule of the authors' program without weights. */
enum FeatureFusion {
    /** The residual network, which was trained for it. */
    NETWORK {
        @Override
        Tensor fuse(Tensor infrared, Tensor visible) {
            throw new IllegalStateException("features are fused by the network");
        }
    },
    /** {@code infrared + visible}. */
    ADD {
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
    /** The larger one. */
    MAXIMUM {
        @Override
        Tensor fuse(Tensor infrared, Tensor visible) {
            return infrared.maximum(visible);
        }
    },
    /**
     * Weights {@code exp(a) / (exp(a) + exp(b))} at each position, {@code a} and {@code b} being the means over the channels. They are a
     * sigmoid of the difference, which is finite where the exponentials of the authors' program are not.
     */
    SPATIAL {
        @Override
        Tensor fuse(Tensor infrared, Tensor visible) {
            Tensor difference = infrared.mean(1).add(visible.mean(1).multiply(-1)); // [N, 1, H, W]
            Tensor weight = difference.sigmoid();
            Tensor rest = difference.multiply(-1).sigmoid();
            return infrared.multiply(weight).add(visible.multiply(rest));
        }
    };

    /** Fuses two features [N, C, H, W] by the rule. */
    abstract Tensor fuse(Tensor infrared, Tensor visible);

    /** Returns the names by which users know them, the default first. */
    static List<String> names() {
        return Arrays.stream(values())
                .map(fusion -> fusion.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    static FeatureFusion of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
