// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The weighted mean over the pixels that have a class. */
class WeightedCrossEntropyTest {
    private static double value(List<Double> weights, double[] logits, long... labels) {
        try (Backend backend = Backends.open(BackendOptions.defaults());
                TensorScope scope = backend.openScope()) {
            Tensor classes = backend.longs(Shape.of(1, 1, labels.length), labels);
            LabeledPairs pairs = new LabeledPairs(classes, classes, classes, new long[] {0});
            Tensor scores = backend.doubles(Shape.of(1, 2, 1, labels.length), logits);
            return new WeightedCrossEntropy(weights).value(scores, pairs).toDouble();
        }
    }

    @Test
    void pixelsCountByTheWeightOfTheirClassAndIgnoredOnesNot() {
        double[] logits = {1, 0, 5, /* second class */ 0, 2, -3};
        double first = Math.log(1 + Math.exp(-1)); // class 0 with logits 1, 0
        double second = Math.log(1 + Math.exp(-2)); // class 1 with logits 0, 2
        assertThat(value(List.of(1.0, 3.0), logits, 0, 1, 255)).isCloseTo((first + 3 * second) / 4, within(1e-12));
        assertThat(value(List.of(), logits, 0, 1, 255)).isCloseTo((first + second) / 2, within(1e-12));
    }

    @Test
    void withoutAnyClassTheLossIsZero() {
        assertThat(value(List.of(1.0, 3.0), new double[] {1, 0, 0, 2}, 255, 255))
                .isZero();
    }
}
