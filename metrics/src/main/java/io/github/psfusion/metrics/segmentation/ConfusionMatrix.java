// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.metrics.segmentation;

import io.github.psfusion.imaging.LabelMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How often a pixel of one class was taken for another, over any number of images. Not thread-safe.
 *
 * <p>Pixels whose true class is none of the known ones, {@link LabelMap#IGNORED} among them, do not count.
 */
public final class ConfusionMatrix {
    private final int classes;
    private final long[] counts;

    /**
     * Makes an empty matrix.
     *
     * @param classes number of classes, 1 to 255
     */
    public ConfusionMatrix(int classes) {
        if (classes < 1 || classes > LabelMap.IGNORED) {
            throw new IllegalArgumentException(
                    classes + " classes; expected 1 to " + LabelMap.IGNORED + ", the values of label files");
        }
        this.classes = classes;
        this.counts = new long[classes * classes];
    }

    /** Returns the number of classes. */
    public int classes() {
        return classes;
    }

    /**
     * Adds an image.
     *
     * @throws IllegalArgumentException if the sizes differ, or a pixel that counts has a predicted class that is not known
     */
    public void add(LabelMap truth, LabelMap prediction) {
        if (truth.width() != prediction.width() || truth.height() != prediction.height()) {
            throw new IllegalArgumentException("the prediction has " + prediction.width() + " x " + prediction.height()
                    + " pixels, but the labels have " + truth.width() + " x " + truth.height());
        }
        unknown(truth, prediction).ifPresent(text -> {
            throw new IllegalArgumentException(text);
        });
        byte[] actual = truth.toArray();
        byte[] predicted = prediction.toArray();
        for (int i = 0; i < actual.length; i++) {
            int row = actual[i] & 0xFF;
            if (row < classes) {
                counts[row * classes + (predicted[i] & 0xFF)]++;
            }
        }
    }

    /** Returns a sentence on the first pixel that counts and has a predicted class that is not known; empty if none has. */
    public Optional<String> unknown(LabelMap truth, LabelMap prediction) {
        for (int y = 0; y < truth.height(); y++) {
            for (int x = 0; x < truth.width(); x++) {
                if (truth.at(x, y) < classes && prediction.at(x, y) >= classes) {
                    return Optional.of("the predicted class in column " + x + ", row " + y + " is "
                            + prediction.at(x, y) + "; expected 0 to " + (classes - 1));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Adds all images of another matrix.
     *
     * @throws IllegalArgumentException if it has another number of classes
     */
    public void add(ConfusionMatrix other) {
        if (other.classes != classes) {
            throw new IllegalArgumentException(other.classes + " classes; expected " + classes);
        }
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
    }

    /** Returns how many pixels of one class were taken for another, or for itself. */
    public long count(int truth, int prediction) {
        return counts[truth * classes + prediction];
    }

    /** Returns how many pixels have this class. */
    public long ofTruth(int truth) {
        long sum = 0;
        for (int prediction = 0; prediction < classes; prediction++) {
            sum += count(truth, prediction);
        }
        return sum;
    }

    /** Returns how many pixels were taken for this class. */
    public long ofPrediction(int prediction) {
        long sum = 0;
        for (int truth = 0; truth < classes; truth++) {
            sum += count(truth, prediction);
        }
        return sum;
    }

    /** Returns what IoU needs of the matrix. */
    public ClassCounts counts() {
        List<Long> both = new ArrayList<>();
        List<Long> truth = new ArrayList<>();
        List<Long> prediction = new ArrayList<>();
        for (int c = 0; c < classes; c++) {
            both.add(count(c, c));
            truth.add(ofTruth(c));
            prediction.add(ofPrediction(c));
        }
        return new ClassCounts(both, truth, prediction);
    }

    /** Returns how many pixels count. */
    public long total() {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }
}
