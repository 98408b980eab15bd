// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.losses;

import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import java.util.List;

/**
 * Cross-entropy of the classes, averaged over all pixels that have one: {@code sum w e / sum w} with {@code e_p = -log
 * softmax(S)_p[L_p]} and w the weight of the true class, 0 on ignored pixels. If all pixels are ignored, the value and its
 * gradient are 0.
 *
 * <p>The same as PyTorch's {@code CrossEntropyLoss} with {@code ignore_index = 255}, except where all pixels are ignored, for
 * which that has no number.
 *
 * @param classWeights w, a number above 0 for each class; empty if all pixels count alike
 */
public record WeightedCrossEntropy(List<Double> classWeights) {
    /** Keeps the quotient finite where no pixel has a class; far below the weight of any pixel. */
    private static final double NO_PIXELS = 1e-30;

    /** Checks the weights. */
    public WeightedCrossEntropy {
        classWeights = List.copyOf(classWeights);
        for (double weight : classWeights) {
            if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("the weight of a class must be above 0 and finite, not " + weight);
            }
        }
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
        Tensor scores = labeled.of(logits);
        Tensor classes = labeled.of(labeled.classes());
        Shape shape = classes.shape();
        Shape pixels = Shape.of(shape.size(0), 1, shape.size(1), shape.size(2));
        Tensor planes = classes.reshape(pixels.sizes()); // [N, 1, H, W]
        Tensor ignored = planes.equalTo(LabeledPairs.IGNORED);
        Tensor index = ignored.where(classes.backend().full(DataType.INT64, pixels, 0), planes);
        Tensor none = scores.backend().full(scores.dataType(), pixels, 0);
        Tensor weights = ignored.where(none, weights(planes, scores, pixels));
        Tensor errors = scores.logSoftmax(1).gather(1, index).multiply(-1); // [N, 1, H, W]
        return errors.multiply(weights).sum().divide(weights.sum().add(NO_PIXELS));
    }

    private Tensor weights(Tensor planes, Tensor scores, Shape pixels) {
        Tensor weights = scores.backend().full(scores.dataType(), pixels, 1);
        for (int c = 0; c < classWeights.size(); c++) {
            Tensor ofClass = scores.backend().full(scores.dataType(), pixels, classWeights.get(c));
            weights = planes.equalTo(c).where(ofClass, weights);
        }
        return weights;
    }
}
