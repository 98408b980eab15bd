// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import io.github.psfusion.tensors.DataType;
import java.util.List;

/**
 * Attention, {@code softmax(Q Kᵀ) V} without a scale, some queries after another, so that the products of all queries with all keys
 * are never in memory at once: it grows with the number of keys and not with its square. ONNX's {@code Scan} does that.
 */
final class OnnxAttention {
    /** Queries at a time. */
    private static final long BLOCK = 256;

    private OnnxAttention() {}

    /**
     * Adds the attention.
     *
     * @param queries [1, m, C]
     * @param keys [1, n, C]
     * @param values [1, n, C]
     * @return [1, m, C]
     */
    static String add(OnnxGraph graph, String queries, String keys, String values, long channels) {
        String rows = graph.add("Gather", List.of(graph.add("Shape", List.of(queries)), graph.integers(1)));
        String lacking = graph.add("Mod", List.of(graph.add("Neg", List.of(rows)), graph.integers(BLOCK)));
        String pads = graph.add(
                "Concat",
                List.of(graph.integers(0, 0, 0, 0), lacking, graph.integers(0)),
                OnnxGraph.attribute("axis", 0L)); // begin of each dimension, then end of each
        String padded = graph.add("Pad", List.of(queries, pads));
        String blocks = graph.add("Reshape", List.of(padded, graph.integers(-1, BLOCK, channels)));
        String keyColumns = graph.add(
                "Transpose",
                List.of(graph.add("Reshape", List.of(keys, graph.integers(-1, channels)))),
                OnnxGraph.list("perm", 1, 0));
        String valueRows = graph.add("Reshape", List.of(values, graph.integers(-1, channels)));
        String attended = graph.add(
                "Scan",
                List.of(blocks),
                OnnxGraph.attribute("num_scan_inputs", 1L),
                OnnxGraph.attribute("body", body(keyColumns, valueRows, channels)));
        String flat = graph.add("Reshape", List.of(attended, graph.integers(1, -1, channels)));
        return graph.add("Slice", List.of(flat, graph.integers(0), rows, graph.integers(1)));
    }

    /** The computation of each block; it reads keys and values of the graph around it. */
    private static GraphProto body(String keyColumns, String valueRows, long channels) {
        OnnxGraph body = new OnnxGraph("attention of a block");
        String name = keyColumns + "_"; // names of a body must differ from those around it
        body.input(name + "queries", OnnxTypes.tensor(DataType.FLOAT32, List.of(BLOCK, channels)), "");
        String products = body.addNamed(name + "products", "MatMul", List.of(name + "queries", keyColumns));
        String weights =
                body.addNamed(name + "weights", "Softmax", List.of(products), OnnxGraph.attribute("axis", -1L));
        String sums = body.addNamed(name + "attended", "MatMul", List.of(weights, valueRows));
        body.output(sums, OnnxTypes.tensor(DataType.FLOAT32, List.of(BLOCK, channels)), "");
        return body.build();
    }
}
