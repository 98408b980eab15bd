// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.swinfusion;

import io.github.psfusion.tensors.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * The padding of the authors' test script: below and to the right to the next larger multiple of 8, also where the size is a multiple
 * already, by mirroring with the edge repeated.
 *
 * <p>Deviation: an image too small for one mirror, where the script fails, is mirrored again.
 */
final class MirrorPadding {
    private MirrorPadding() {}

    /** Returns the side to which an image with this side is padded. */
    static long padded(long side) {
        return (side / Windows.SIDE + 1) * Windows.SIDE;
    }

    /** Maps [N, 1, H, W] to the padded height and width. */
    static Tensor apply(Tensor image) {
        return apply(apply(image, 2), 3);
    }

    private static Tensor apply(Tensor image, int dimension) {
        long size = image.shape().size(dimension);
        List<Tensor> parts = new ArrayList<>(List.of(image));
        for (long i = size; i < padded(size); i++) {
            long inPeriod = i % (2 * size);
            parts.add(image.narrow(dimension, inPeriod < size ? inPeriod : 2 * size - 1 - inPeriod, 1));
        }
        return Tensor.concatenate(dimension, parts);
    }
}
