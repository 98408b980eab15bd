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
 */
public final class BalancedBinaryLoss implements ObjectiveTerm {
    /** Which head of the network is judged. */
    private enum Head {
        BINARY("binary"),
        BOUNDARY("boundary");

        private final String termName;

        Head(String termName) {
            this.termName = termName;
        }
    }

    private final Head head;
    private final PositiveWeights weights;

    private BalancedBinaryLoss(Head head, PositiveWeights weights) {
        this.head = head;
        this.weights = weights;
    }

    /** Returns the term of the head that tells objects from background. */
    public static BalancedBinaryLoss binary(PositiveWeights weights) {
        return new BalancedBinaryLoss(Head.BINARY, weights);
    }

    /** Returns the term of the head that finds contours; contours and the rest count alike. */
    public static BalancedBinaryLoss boundary() {
        return new BalancedBinaryLoss(Head.BOUNDARY, PositiveWeights.EQUAL);
    }

    @Override
    public String name() {
        return head.termName;
    }

    @Override
    public Tensor value(LossInputs inputs) {
        LabelledPairs labelled = inputs.labelled();
        boolean binary = head == Head.BINARY;
        Tensor logits = binary ? inputs.outputs().binary() : inputs.outputs().boundary();
        if (labelled.isEmpty()) {
            return LabelledPairs.nothing(logits);
        }
        return loss(labelled.of(logits), labelled.of(binary ? labelled.binary() : labelled.boundary()));
    }

    /**
     * Returns the mean.
     *
     * @param x logits, [n, 2, H, W]
     * @param label 0 or 1, [n, H, W]
     */
    private Tensor loss(Tensor x, Tensor label) {
        Shape shape = label.shape();
        Tensor b = label.to(x.elementType()).reshape(shape.size(0), 1, shape.size(1), shape.size(2));
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
