// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.inference;

import io.github.psfusion.imaging.geometry.Padding;

/**
 * The heights and widths that a network takes.
 *
 * @param multiple both must be multiples of this; 1 for any
 * @param minimum the least of both, a multiple
 */
public record SizeRule(int multiple, int minimum) {
    /** Any size from 1 x 1. */
    public static final SizeRule ANY = new SizeRule(1, 1);

    /** Checks the numbers. */
    public SizeRule {
        if (multiple < 1 || minimum < 1 || minimum % multiple != 0) {
            throw new IllegalArgumentException(
                    "minimum " + minimum + " must be a multiple of " + multiple + ", from 1 on");
        }
    }

    /** Returns the rule of multiples, from the first one on. */
    public static SizeRule multipleOf(int multiple) {
        return new SizeRule(multiple, multiple);
    }

    /** Returns the side to which an image with this side is padded: the next one that the network takes. */
    public int padded(int side) {
        return Math.max(minimum, Padding.paddedSize(side, multiple));
    }

    /** Returns the next lower side that the network takes; 0 if there is none. */
    public int lower(int side) {
        int lower = side / multiple * multiple;
        return lower < minimum ? 0 : lower;
    }
}
