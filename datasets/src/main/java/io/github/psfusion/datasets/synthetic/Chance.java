// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets.synthetic;

import java.util.List;
import java.util.SplittableRandom;

/**
 * The random draws of one part of a scene.
 *
 * <p>Only {@link SplittableRandom#nextLong()} is taken from the JDK; how a number in a range is derived from it differs between
 * releases, so that is done here.
 */
final class Chance {
    private static final double TO_UNIT = 0x1p-53;

    private final SplittableRandom source;

    private Chance(long seed) {
        source = new SplittableRandom(seed);
    }

    /** Returns the draws of scene {@code index} of the set {@code seed}. */
    static Chance of(long seed, int index) {
        return new Chance(Noise.mixed(seed ^ Noise.mixed(index)));
    }

    /** Returns draws of their own, so that one part of a scene may draw more without changing the others. */
    Chance fork() {
        return new Chance(Noise.mixed(source.nextLong()));
    }

    long bits() {
        return source.nextLong();
    }

    /** Returns a number in [0, 1). */
    double unit() {
        return (source.nextLong() >>> 11) * TO_UNIT;
    }

    double between(double low, double high) {
        return low + (high - low) * unit();
    }

    /** Returns a whole number of {@code low} to {@code high}, both included. */
    int whole(int low, int high) {
        return low + (int) (unit() * (high - low + 1));
    }

    boolean happens(double probability) {
        return unit() < probability;
    }

    /** Returns -1 or 1. */
    int sign() {
        return happens(0.5) ? 1 : -1;
    }

    <T> T pick(List<T> choices) {
        return choices.get(whole(0, choices.size() - 1));
    }
}
