// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import io.github.psfusion.imaging.LabelMap;
import java.util.OptionalDouble;

/** How often a pixel of one class was taken for another, over any number of pictures; ignored pixels do not count. */
final class ConfusionCounts {
    private final int classes;
    private final long[] counts;

    ConfusionCounts(int classes) {
        this.classes = classes;
        this.counts = new long[classes * classes];
    }

    /** Adds a picture: true classes, and predicted ones row by row. */
    void add(LabelMap truth, long[] predicted) {
        byte[] classesOfPixels = truth.toArray();
        for (int i = 0; i < predicted.length; i++) {
            int actual = classesOfPixels[i] & 0xFF;
            if (actual != LabelMap.IGNORED) {
                counts[actual * classes + (int) predicted[i]]++;
            }
        }
    }

    /** Returns the mean intersection over union of the classes that are in the labels or were predicted. */
    OptionalDouble meanIou() {
        double sum = 0;
        int present = 0;
        for (int c = 0; c < classes; c++) {
            long actual = 0;
            long predicted = 0;
            for (int other = 0; other < classes; other++) {
                actual += counts[c * classes + other];
                predicted += counts[other * classes + c];
            }
            long both = counts[c * classes + c];
            long union = actual + predicted - both;
            if (union > 0) {
                sum += both / (double) union;
                present++;
            }
        }
        return present == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / present);
    }
}
