// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.losses;

import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;

/**
 * Binary cross-entropy of two channels of logits against {@code 1 - b} and {@code b}, with more weight on what is rare.
 *
 * <p>The mean over both channels and all pixels of {@code -(w_c y log s(x) + (1 - y) log(1 - s(x)))}, s the sigmoid, w_c
 * the positive weight of channel c. Pixels without a class are background here, as in the authors' code.
 *
 * @param weights the positive weights of both channels
 */
public record WeightedBce(PositiveWeights weights) {
    /**
     * Computes the loss of the labeled pairs.
     *
     * @param logits [N, 2, H, W]
     * @param labels b, 0 or 1, [N, H, W]
     * @param labeled which pairs have labels
     * @return a scalar in the data type of the logits; 0 with gradient 0 if no pair has labels
     */
    public Tensor value(Tensor logits, Tensor labels, LabeledPairs labeled) {
        return labeled.isEmpty() ? LabeledPairs.nothing(logits) : loss(labeled.of(logits), labeled.of(labels));
    }

    /**
     * Returns the mean over both channels.
     *
     * @param x logits, [n, 2, H, W]
     * @param label 0 or 1, [n, H, W]
     */
    private Tensor loss(Tensor x, Tensor label) {
        Shape shape = label.shape();
        Tensor b = label.to(x.dataType()).reshape(shape.size(0), 1, shape.size(1), shape.size(2));
        Tensor notB = b.multiply(-1).add(1);
        Tensor background = channel(x.narrow(1, 0, 1), notB, b, weights.background());
        Tensor object = channel(x.narrow(1, 1, 1), b, notB, weights.object());
        return background.add(object).multiply(0.5); // the mean over two channels of equal size
    }

    /** Returns {@code mean((1 - y) x + (1 + (w - 1) y) log(1 + exp(-x)))}, which does not overflow. */
    private static Tensor channel(Tensor x, Tensor y, Tensor notY, double weight) {
        Tensor emphasis = y.multiply(weight - 1).add(1);
        return notY.multiply(x)
                .add(emphasis.multiply(x.multiply(-1).softplus()))
                .mean();
    }
}
