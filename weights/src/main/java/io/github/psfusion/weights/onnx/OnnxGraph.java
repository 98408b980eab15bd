// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Builds an ONNX graph: operators, constants and their names, each of which is used once. Values are referred to by name. */
final class OnnxGraph {
    private final GraphProto.Builder graph = GraphProto.newBuilder();
    private final Set<String> used = new HashSet<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private final Map<List<Object>, String> constants = new HashMap<>();

    OnnxGraph(String name) {
        graph.setName(name);
    }

    /** Adds an operator with one result and returns the result's name. */
    String add(String operator, List<String> inputs, AttributeProto... attributes) {
        return addNamed(unused(operator), operator, inputs, attributes);
    }

    /** Adds an operator whose result has a given name; as {@link #add}. */
    String addNamed(String result, String operator, List<String> inputs, AttributeProto... attributes) {
        used.add(result);
        graph.addNode(NodeProto.newBuilder()
                .setName(result)
                .setOpType(operator)
                .addAllInput(inputs)
                .addOutput(result)
                .addAllAttribute(Arrays.asList(attributes)));
        return result;
    }

    /** Returns an unused name of this kind. */
    private String unused(String kind) {
        String name;
        do {
            name = kind + "_" + counts.merge(kind, 1, Integer::sum);
        } while (used.contains(name));
        return name;
    }

    /** Adds a tensor of FLOAT32. */
    String weights(String preferred, long[] sizes, ByteBuffer bytes) {
        String name = used.contains(preferred) ? unused(preferred) : preferred;
        return tensor(name, TensorProto.DataType.FLOAT, sizes, bytes);
    }

    /** Returns the constant of these integers, [n], INT64. */
    String integers(long... values) {
        return constants.computeIfAbsent(
                List.of("integers", Arrays.toString(values)),
                key -> integers(unused("integers"), new long[] {values.length}, values));
    }

    /** Returns the constant of this integer, [], INT64. */
    String integer(long value) {
        return constants.computeIfAbsent(
                List.of("integer", value), key -> integers(unused("integer"), new long[0], value));
    }

    private String integers(String name, long[] sizes, long... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        return tensor(name, TensorProto.DataType.INT64, sizes, bytes);
    }

    /** Returns the constant of this number, [], FLOAT32. */
    String number(double value) {
        return constants.computeIfAbsent(
                List.of("number", value), key -> floats(unused("number"), new long[0], (float) value));
    }

    /** Returns the constant of these numbers, [n], FLOAT32. */
    String numbers(double... values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return constants.computeIfAbsent(
                List.of("numbers", Arrays.toString(floats)),
                key -> floats(unused("numbers"), new long[] {floats.length}, floats));
    }

    private String floats(String name, long[] sizes, float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return tensor(name, TensorProto.DataType.FLOAT, sizes, bytes);
    }

    private String tensor(String name, TensorProto.DataType type, long[] sizes, ByteBuffer bytes) {
        used.add(name);
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setName(name)
                .setDataType(type.getNumber())
                .setRawData(ByteString.copyFrom(bytes));
        for (long size : sizes) {
            tensor.addDims(size);
        }
        graph.addInitializer(tensor);
        return name;
    }

    /** Declares an input. */
    void input(String name, TypeProto type, String description) {
        used.add(name);
        graph.addInput(valueInfo(name, type, description));
    }

    /** Declares a result as an output. */
    void output(String name, TypeProto type, String description) {
        graph.addOutput(valueInfo(name, type, description));
    }

    private static ValueInfoProto valueInfo(String name, TypeProto type, String description) {
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(type)
                .setDocString(description)
                .build();
    }

    /** Returns the graph as it is now. */
    GraphProto build() {
        return graph.build();
    }

    static AttributeProto attribute(String name, long value) {
        return named(name, AttributeProto.AttributeType.INT).setI(value).build();
    }

    static AttributeProto attribute(String name, float value) {
        return named(name, AttributeProto.AttributeType.FLOAT).setF(value).build();
    }

    static AttributeProto attribute(String name, String value) {
        return named(name, AttributeProto.AttributeType.STRING)
                .setS(ByteString.copyFromUtf8(value))
                .build();
    }

    static AttributeProto attribute(String name, GraphProto value) {
        return named(name, AttributeProto.AttributeType.GRAPH).setG(value).build();
    }

    static AttributeProto list(String name, long... values) {
        AttributeProto.Builder attribute = named(name, AttributeProto.AttributeType.INTS);
        for (long value : values) {
            attribute.addInts(value);
        }
        return attribute.build();
    }

    private static AttributeProto.Builder named(String name, AttributeProto.AttributeType type) {
        return AttributeProto.newBuilder().setName(name).setType(type);
    }
}
