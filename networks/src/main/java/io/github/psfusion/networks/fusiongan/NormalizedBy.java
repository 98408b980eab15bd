// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.fusiongan;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The statistics by which the generator normalizes in evaluation. */
enum NormalizedBy {
    /**
     * Those of the image itself, without scale and shift, and convolutions without spectral normalization: what the authors' test script
     * computes, since it reads nothing but kernels and biases from the checkpoint.
     */
    IMAGE,
    /** The moving averages of training, with scale and shift, and spectral normalization: the network as it was trained. */
    RUNNING;

    /** Returns the names by which users know them, the default first. */
    static List<String> names() {
        return Arrays.stream(values())
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    static NormalizedBy of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
