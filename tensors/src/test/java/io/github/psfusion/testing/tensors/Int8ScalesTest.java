// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.testing.tensors;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.tensors.Conv2dOptions;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.graph.ActivationRanges;
import io.github.psfusion.tensors.graph.Calibration;
import io.github.psfusion.tensors.graph.Graph;
import io.github.psfusion.tensors.graph.GraphRunner;
import io.github.psfusion.tensors.graph.QuantizeConvolutions;
import io.github.psfusion.tensors.graph.WeightStore;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What scales of single channels are good for: small channels beside large ones keep their precision, at 41 dB. With one scale for
 * all channels of an activation there are 28 dB, with one for all weights 6 dB.
 */
class Int8ScalesTest extends GraphContract {
    private static final int C = 16;
    private static final Shape MAP = Shape.of(1, C, 12, 16);

    Int8ScalesTest() {
        super(new ReferenceBackend());
    }

    /** Returns weights [C, C, 3, 3] of which those of odd outputs, or of odd inputs, are multiplied by a factor. */
    private Tensor weights(String name, float oddOutputs, float evenInputs) {
        float[] values = constants.uniform(name, C, C, 3, 3).multiply(0.2).toFloats();
        for (int i = 0; i < values.length; i++) {
            int output = i / (C * 9);
            int input = i / 9 % C;
            values[i] *= (output % 2 == 1 ? oddOutputs : 1) * (input % 2 == 0 ? evenInputs : 1);
        }
        return backend.floats(Shape.of(C, C, 3, 3), values);
    }

    /** Returns the error of the quantized graph in some channels of its result, in decibels below them. */
    private double decibels(Map<String, Tensor> parameters, boolean oddChannelsAlone) {
        Conv2dOptions options = Conv2dOptions.padded(1);
        Tensor first = Objects.requireNonNull(parameters.get("first"));
        Tensor second = Objects.requireNonNull(parameters.get("second"));
        Graph graph = traced(
                parameters,
                MAP,
                x -> x.add(0.25).conv2d(first, null, options).reluInPlace().conv2d(second, null, options));
        Tensor x = constants.uniform("x", MAP.sizes());
        Calibration calibration = new Calibration(graph, Set.of());
        try (WeightStore store = new WeightStore(backend)) {
            var unused = new GraphRunner(graph, store).run(Map.of(GraphCase.INPUT, x), calibration);
        }
        Graph quantized = QuantizeConvolutions.of(
                graph, ActivationRanges.parse(calibration.ranges().toLines()));
        float[] expected = run(graph, x);
        float[] found = run(quantized, x);
        double signal = 0;
        double error = 0;
        for (int i = 0; i < expected.length; i++) {
            int channel = i / (12 * 16);
            if (!oddChannelsAlone || channel % 2 == 1) {
                signal += expected[i] * (double) expected[i];
                error += (found[i] - (double) expected[i]) * (found[i] - (double) expected[i]);
            }
        }
        return 10 * Math.log10(signal / error);
    }

    /** The second convolution reads only channels of a tenth of the range. */
    @Test
    void smallActivationsKeepTheirPrecision() {
        double found = decibels(Map.of("first", weights("first", 0.1f, 1), "second", weights("second", 1, 0)), false);
        assertThat(found).isGreaterThan(36);
    }

    /** Outputs whose weights are a hundredth of the others'. */
    @Test
    void smallWeightsKeepTheirPrecision() {
        double found = decibels(Map.of("first", weights("first", 1, 1), "second", weights("second", 0.01f, 1)), true);
        assertThat(found).isGreaterThan(36);
    }
}
