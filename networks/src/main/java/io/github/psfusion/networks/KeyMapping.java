// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks;

import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;

/**
 * Where published weight files keep the parameters of a network, if under other keys or in another layout than the network's own,
 * such as those of TensorFlow.
 */
@FunctionalInterface
public interface KeyMapping {
    /** Keys and layouts are the network's own. */
    KeyMapping SAME = StoredKey::of;

    /** Returns where published files keep a parameter. */
    StoredKey key(String parameter);

    /** Returns whether published files hold under this key what the network does not need: tables of indices, a discriminator. */
    default boolean isUnneeded(String key) {
        return false;
    }

    /**
     * A key of a weight file.
     *
     * @param name the key
     * @param layout the order of the stored dimensions
     */
    record StoredKey(String name, Layout layout) {
        /** Returns a key under which the dimensions have the network's order. */
        public static StoredKey of(String name) {
            return new StoredKey(name, Layout.SAME);
        }
    }

    /** The order of the dimensions of a stored tensor. */
    enum Layout {
        /** That of the network; of convolutions [out, in, height, width]. */
        SAME,
        /** Of convolutions in TensorFlow: [height, width, in, out]. */
        HWIO;

        /** Returns the shape in the network of a tensor that is stored in this layout; of other ranks than 4 unchanged. */
        Shape shape(Shape stored) {
            return this == HWIO && stored.rank() == 4
                    ? Shape.of(stored.size(3), stored.size(2), stored.size(0), stored.size(1))
                    : stored;
        }

        /** Returns a stored tensor in the order of the network, owned by the current scope. */
        Tensor apply(Tensor stored) {
            return this == HWIO && stored.shape().rank() == 4
                    ? stored.transpose(0, 3).transpose(1, 2).transpose(2, 3)
                    : stored;
        }
    }
}
