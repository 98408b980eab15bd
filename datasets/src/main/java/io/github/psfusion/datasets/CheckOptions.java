// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.codec.DecodeLimits;

/**
 * How a data set is checked.
 *
 * @param thoroughness how much of each file is read
 * @param classes number of classes of the labels, background included
 * @param limits how large an image may be
 * @param naming how names show which images are partners
 */
public record CheckOptions(Thoroughness thoroughness, int classes, DecodeLimits limits, PairNaming naming) {
    /** How much of each file is read. */
    public enum Thoroughness {
        /** Names and headers, and the bytes of files of equal length. */
        HEADERS,
        /** Every pixel too. */
        PIXELS
    }

    /** Checks the number of classes. */
    public CheckOptions {
        if (classes < 1 || classes > LabelMap.IGNORED) {
            throw new IllegalArgumentException(classes + " classes: the number must be from 1 to " + LabelMap.IGNORED);
        }
    }

    /** Returns the check of headers, for the classes of MSRS. */
    public static CheckOptions defaults() {
        return new CheckOptions(
                Thoroughness.HEADERS, LabelClasses.msrs().count(), DecodeLimits.defaults(), PairNaming.BY_NAME);
    }

    /** Returns these options with another thoroughness. */
    public CheckOptions withThoroughness(Thoroughness other) {
        return new CheckOptions(other, classes, limits, naming);
    }

    /** Returns these options with another number of classes. */
    public CheckOptions withClasses(int number) {
        return new CheckOptions(thoroughness, number, limits, naming);
    }

    /** Returns these options with other limits. */
    public CheckOptions withLimits(DecodeLimits other) {
        return new CheckOptions(thoroughness, classes, other, naming);
    }

    /** Returns these options with other rules of names. */
    public CheckOptions withNaming(PairNaming other) {
        return new CheckOptions(thoroughness, classes, limits, other);
    }
}
