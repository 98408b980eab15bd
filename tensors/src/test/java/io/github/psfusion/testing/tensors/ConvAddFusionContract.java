// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.testing.tensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.Conv2dOptions;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.graph.ConvAddFusion;
import io.github.psfusion.tensors.graph.CostTable;
import io.github.psfusion.tensors.graph.Graph;
import io.github.psfusion.tensors.graph.Operation;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Sums with fused convolutions on a backend, against the same ones added up afterwards. */
public abstract class ConvAddFusionContract extends GraphContract {
    private static final int CHANNELS = 32;
    private static final Shape MAP = Shape.of(1, CHANNELS, 5, 6);

    /** Makes the cases for a backend. */
    protected ConvAddFusionContract(Backend backend) {
        super(backend);
    }

    private Tensor small(String name, long... sizes) {
        return constants.uniform(name, sizes).multiply(0.1);
    }

    private Tensor convolved(Tensor x, String name) {
        Tensor weight = small(name, CHANNELS, x.shape().size(1), 3, 3);
        return x.conv2d(weight, small(name + " bias", CHANNELS), Conv2dOptions.padded(1));
    }

    private Graph fused(UnaryOperator<Tensor> computation) {
        Graph traced = traced(MAP, computation);
        Graph graph = ConvAddFusion.of(traced);
        assertThat(multiplyAccumulates(graph)).isEqualTo(multiplyAccumulates(traced));
        Tensor x = small("x", MAP.sizes());
        float[] expected = computation.apply(x).toFloats();
        assertThat(run(traced, x)).containsExactly(expected, within(1e-5f));
        assertThat(run(graph, x)).containsExactly(expected, within(1e-5f));
        return graph;
    }

    private static long multiplyAccumulates(Graph graph) {
        return CostTable.of(graph, weight -> "all").total().multiplyAccumulates();
    }

    private static long convAdds(Graph graph) {
        return count(graph, operation -> operation instanceof Operation.ConvAdd);
    }

    @Test
    void concatenatedActivationsAreConvolvedOneByOne() {
        Graph graph = fused(x -> {
            Tensor a = convolved(x, "a").reluInPlace();
            Tensor b = convolved(a, "b").reluInPlace();
            return convolved(Tensor.concatenate(1, List.of(x.relu(), a, b)), "concatenated")
                    .reluInPlace();
        });
        assertThat(count(graph, operation -> operation instanceof Operation.Concatenate))
                .isZero();
        assertThat(convAdds(graph)).isEqualTo(2);
    }

    @Test
    void aSumThatOthersReadIsNotOverwritten() {
        Graph graph = fused(x -> {
            Tensor a = x.multiply(2);
            Tensor sum = a.add(convolved(x, "w")).relu();
            return sum.add(a); // a is needed after the convolution was added to it
        });
        assertThat(convAdds(graph)).isEqualTo(1);
        assertThat(count(graph, operation -> operation == Operation.Activation.RELU))
                .as("part of the sum")
                .isZero();
    }

    @Test
    void aConvolutionThatOthersReadIsLeft() {
        Graph graph = fused(x -> {
            Tensor a = convolved(x, "w");
            return a.add(x.multiply(2)).add(a.multiply(3));
        });
        assertThat(convAdds(graph)).isZero();
    }

    @Test
    void aSumOfAnotherShapeIsLeft() {
        Graph graph = fused(x -> convolved(x, "w").add(x.globalAveragePool()));
        assertThat(convAdds(graph)).isZero();
    }

    @Test
    void activationsOfFewChannelsStayConcatenated() {
        Graph graph = fused(x -> convolved(Tensor.concatenate(1, List.of(x.narrow(1, 0, 8), x.multiply(2))), "narrow"));
        assertThat(convAdds(graph)).isZero();
    }
}
