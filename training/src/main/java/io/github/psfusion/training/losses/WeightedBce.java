// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.losses;

import io.github.psfusion.networks.psfusion.PsFusionOutputs;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import java.util.function.Function;

/**
 * Binary cross-entropy of two channels of logits against {@code 1 - b} and {@code b}, with more weight on what is rare.
 *
 * <p>The mean over both channels and all pixels of {@code -(w_c y log s(x) + (1 - y) log(1 - s(x)))}, s the sigmoid, w_c
 * the positive weight of channel c. Pixels without a class are background here, as in the authors' code.
 */
public final class WeightedBce implements LossTerm {
    private final String name;
    private final Function<PsFusionOutputs, Tensor> logits;
    private final Function<LabeledPairs, Tensor> labels;
    private final PositiveWeights weights;

    private WeightedBce(
            String name,
            Function<PsFusionOutputs, Tensor> logits,
            Function<LabeledPairs, Tensor> labels,
            PositiveWeights weights) {
        this.name = name;
        this.logits = logits;
        this.labels = labels;
        this.weights = weights;
    }

    /** Returns the term of the head that tells objects from background. */
    public static WeightedBce binary(PositiveWeights weights) {
        return new WeightedBce("binary", PsFusionOutputs::binary, LabeledPairs::binary, weights);
    }

    /** Returns the term of the head that finds contours; contours and the rest count alike. */
    public static WeightedBce boundary() {
        return new WeightedBce("boundary", PsFusionOutputs::boundary, LabeledPairs::boundary, PositiveWeights.EQUAL);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Tensor value(LossInputs inputs) {
        LabeledPairs labeled = inputs.labeled();
        Tensor output = logits.apply(inputs.outputs());
        return labeled.isEmpty()
                ? LabeledPairs.nothing(output)
                : loss(labeled.of(output), labeled.of(labels.apply(labeled)));
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
