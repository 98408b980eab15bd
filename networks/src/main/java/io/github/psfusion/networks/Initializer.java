// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks;

import java.util.random.RandomGenerator;

/** The value of a parameter before training. */
@FunctionalInterface
public interface Initializer {
    /** All zeros. */
    Initializer ZERO = constant(0);

    /** All ones. */
    Initializer ONE = constant(1);

    /**
     * Returns the next value.
     *
     * @param random the source of randomness
     */
    float sample(RandomGenerator random);

    /** Returns one value for all elements. */
    static Initializer constant(float value) {
        return random -> value;
    }

    /**
     * Returns uniform values in {@code +-1 / sqrt(fanIn)}: PyTorch's default for weights and biases of convolutions.
     *
     * @param fanIn input channels per group times kernel area, at least 1
     */
    static Initializer uniform(long fanIn) {
        double bound = 1 / Math.sqrt((double) fanIn);
        return random -> (float) random.nextDouble(-bound, bound);
    }
}
