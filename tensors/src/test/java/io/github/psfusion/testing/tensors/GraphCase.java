// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.testing.tensors;

import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.graph.Graph;
import io.github.psfusion.tensors.graph.Tracer;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * A computation whose graph has some {@link io.github.psfusion.tensors.graph.Operation}, which is traced, run and exported.
 *
 * @param name of the operation
 * @param export whether it can be exported, at any size
 * @param computation of a feature map [1, 6, H, W]; its constants are of the inputs
 * @param pass what is done with the traced graph
 */
public record GraphCase(
        String name, Export export, BiFunction<Inputs, Tensor, Tensor> computation, UnaryOperator<Graph> pass) {
    /** The channels of the input. */
    public static final int CHANNELS = 6;

    /** The name of the input. */
    public static final String INPUT = "x";

    /** The name of the output. */
    public static final String OUTPUT = "y";

    /** Whether an operation exists in ONNX. */
    public enum Export {
        /** It is exported. */
        ONNX,
        /** It is exported with sizes that are fixed. */
        ONE_SIZE,
        /** It is refused. */
        REFUSED
    }

    GraphCase(String name, BiFunction<Inputs, Tensor, Tensor> computation) {
        this(name, Export.ONNX, computation, graph -> graph);
    }

    /** Traces the computation for an input of this size and applies the pass. */
    public Graph graph(Inputs constants, long height, long width) {
        Tracer tracer = new Tracer(Map.of());
        Tensor x = tracer.input(INPUT, Shape.of(1, CHANNELS, height, width), DataType.FLOAT32);
        return pass.apply(tracer.graph(Map.of(OUTPUT, computation.apply(constants, x))));
    }

    @Override
    public String toString() {
        return name;
    }
}
