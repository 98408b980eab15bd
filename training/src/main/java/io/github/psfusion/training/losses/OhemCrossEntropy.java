// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.losses;

import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import java.util.List;

/**
 * Cross-entropy of the classes, averaged over the hard pixels alone.
 *
 * <p>With {@code e_p = -log softmax(S)_p[L_p]}, 0 on ignored pixels, sorted in descending order (P values): if {@code
 * e_sorted[n] > t = -ln 0.75}, the mean of all {@code e > t}; otherwise the mean of the first n values. The selection is
 * constant for the gradient; pixels that tie with the n-th value share its places equally. If all pixels are ignored, the
 * value and its gradient are 0.
 *
 * <p>Online hard example mining as in the authors' code, which fails where n is not below P; then n is P / 4 here, at least 1.
 *
 * <p>With class weights w, the mean of the selected pixels is weighted: {@code sum w e / sum w}. What is selected does not depend
 * on the weights. Ignored pixels that are selected have weight 1.
 *
 * @param hardestPixels n, at least 1
 * @param classWeights w, a number above 0 for each class; empty, as published, if all pixels count alike
 */
public record OhemCrossEntropy(long hardestPixels, List<Double> classWeights) {
    /** The authors' number, for batches of four crops of 256 x 256: a quarter of the pixels. */
    public static final long PUBLISHED_HARDEST_PIXELS = 65_536;

    /** A pixel is hard if its own class has a probability below this; value of the authors' code. */
    private static final double HARD_PROBABILITY = 0.75;

    private static final double THRESHOLD = -Math.log(HARD_PROBABILITY);

    /** The share of pixels taken where the batch is smaller than the number asked for. */
    private static final long SMALL_BATCH_DIVISOR = 4;

    /** Checks the number of pixels. */
    public OhemCrossEntropy {
        classWeights = List.copyOf(classWeights);
        if (hardestPixels < 1) {
            throw new IllegalArgumentException("hardest pixels must be at least 1, not " + hardestPixels);
        }
    }

    /** Makes the loss without class weights. */
    public OhemCrossEntropy(long hardestPixels) {
        this(hardestPixels, List.of());
    }

    /**
     * Computes the loss of the labeled pairs.
     *
     * @param logits of the classes, [N, classes, H, W]
     * @return a scalar in the data type of the logits; 0 with gradient 0 if no pair has labels
     */
    public Tensor value(Tensor logits, LabeledPairs labeled) {
        if (labeled.isEmpty()) {
            return LabeledPairs.nothing(logits);
        }
        Tensor classes = labeled.of(labeled.classes());
        Tensor errors = errors(labeled.of(logits), classes);
        Tensor selection = selection(errors.detach());
        if (classWeights.isEmpty()) {
            return errors.multiply(selection).sum();
        }
        Tensor weighted = selection.multiply(weights(classes, errors));
        return errors.multiply(weighted).sum().divide(weighted.sum());
    }

    /** Returns the weight of each pixel's class, of the shape and type of the errors. */
    private Tensor weights(Tensor classes, Tensor errors) {
        Tensor planes = classes.reshape(errors.shape().sizes());
        Tensor weights = classes.backend().full(errors.dataType(), errors.shape(), 1);
        for (int c = 0; c < classWeights.size(); c++) {
            Tensor ofClass = classes.backend().full(errors.dataType(), errors.shape(), classWeights.get(c));
            weights = planes.equalTo(c).where(ofClass, weights);
        }
        return weights;
    }

    /** Returns the cross-entropy of each pixel, [n, 1, H, W]. */
    private static Tensor errors(Tensor logits, Tensor classes) {
        Shape shape = classes.shape();
        Shape pixels = Shape.of(shape.size(0), 1, shape.size(1), shape.size(2));
        Tensor ignored = classes.equalTo(LabeledPairs.IGNORED).reshape(pixels.sizes());
        Tensor anyClass = classes.backend().full(DataType.INT64, pixels, 0);
        Tensor index = ignored.where(anyClass, classes.reshape(pixels.sizes()));
        Tensor noError = logits.backend().full(logits.dataType(), pixels, 0);
        return ignored.where(noError, logits.logSoftmax(1).gather(1, index).multiply(-1));
    }

    /** Returns the share of each pixel in the mean, of the shape of the errors; the shares sum to 1. */
    private Tensor selection(Tensor errors) {
        long pixels = errors.shape().elements();
        long count = hardestPixels < pixels ? hardestPixels : Math.max(1, pixels / SMALL_BATCH_DIVISOR);
        Tensor sorted = errors.sortedDescending();
        boolean manyAreHard = count < pixels && sorted.narrow(0, count, 1).toDouble() > THRESHOLD;
        return manyAreHard ? above(errors) : largest(errors, sorted, count);
    }

    private static Tensor above(Tensor errors) {
        Tensor hard = errors.greater(THRESHOLD).to(errors.dataType());
        return hard.divide(hard.sum());
    }

    private static Tensor largest(Tensor errors, Tensor sorted, long count) {
        double last = sorted.narrow(0, count - 1, 1).toDouble();
        Tensor larger = errors.greater(last).to(errors.dataType());
        Tensor tied = errors.equalTo(last).to(errors.dataType());
        double placesLeft = count - larger.sum().toDouble();
        double shareOfTied = placesLeft / tied.sum().toDouble();
        return larger.add(tied.multiply(shareOfTied)).multiply(1.0 / count);
    }
}
