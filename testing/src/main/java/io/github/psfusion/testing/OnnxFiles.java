// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.testing;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Builds small ONNX files of which the answers are known. */
public final class OnnxFiles {
    /** The type of numbers. */
    public static final TensorProto.DataType FLOAT = TensorProto.DataType.FLOAT;

    /** The type of whole numbers. */
    public static final TensorProto.DataType INT64 = TensorProto.DataType.INT64;

    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("tiny");
    private final ModelProto.Builder model = ModelProto.newBuilder().setIrVersion(8);
    private int made;

    /** Begins a file. */
    public OnnxFiles() {
        model.addOpsetImportBuilder().setVersion(17);
    }

    /** Declares an input; sizes below 1 are free. */
    public String input(String name, TensorProto.DataType type, long... shape) {
        graph.addInput(info(name, type, shape));
        return name;
    }

    private static ValueInfoProto info(String name, TensorProto.DataType type, long... shape) {
        TensorShapeProto.Builder sizes = TensorShapeProto.newBuilder();
        for (int i = 0; i < shape.length; i++) {
            if (shape[i] > 0) {
                sizes.addDimBuilder().setDimValue(shape[i]);
            } else {
                sizes.addDimBuilder().setDimParam(name + i);
            }
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(type.getNumber())
                                .setShape(sizes)))
                .build();
    }

    /** Adds numbers. */
    public String floats(float[] values, long... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return constant(FLOAT, bytes, shape);
    }

    /** Adds whole numbers. */
    public String integers(long[] values, long... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        return constant(INT64, bytes, shape);
    }

    private String constant(TensorProto.DataType type, ByteBuffer bytes, long... shape) {
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setName("constant_" + made++)
                .setDataType(type.getNumber())
                .setRawData(ByteString.copyFrom(bytes));
        for (long size : shape) {
            tensor.addDims(size);
        }
        graph.addInitializer(tensor);
        return tensor.getName();
    }

    /** Adds an operator with one result. */
    public String node(String operator, List<String> inputs, AttributeProto... attributes) {
        String name = "node_" + made++;
        graph.addNode(NodeProto.newBuilder()
                .setOpType(operator)
                .setName(name)
                .addAllInput(inputs)
                .addOutput(name)
                .addAllAttribute(List.of(attributes)));
        return name;
    }

    /** An attribute of a whole number. */
    public static AttributeProto attribute(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    /** An attribute of several whole numbers. */
    public static AttributeProto attribute(String name, long... values) {
        AttributeProto.Builder attribute =
                AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
        for (long value : values) {
            attribute.addInts(value);
        }
        return attribute.build();
    }

    /** Declares a value as an output; sizes below 1 are free. */
    public OnnxFiles output(String name, String value, TensorProto.DataType type, long... shape) {
        graph.addNode(NodeProto.newBuilder()
                .setOpType("Identity")
                .setName("to_" + name)
                .addInput(value)
                .addOutput(name));
        graph.addOutput(info(name, type, shape));
        return this;
    }

    /** Adds an entry of the metadata. */
    public OnnxFiles metadata(String key, String value) {
        model.addMetadataPropsBuilder().setKey(key).setValue(value);
        return this;
    }

    /** Writes the file. */
    public Path write(Path file) throws IOException {
        Files.write(file, model.setGraph(graph).build().toByteArray());
        return file;
    }

    /** Returns a detector that gives the same output [1, rows, columns] for each image. */
    public static OnnxFiles constant(int width, int height, int rows, int columns, float[] values) {
        OnnxFiles model = new OnnxFiles();
        model.input("images", FLOAT, 1, 3, height, width);
        return model.output("output0", model.floats(values, 1, rows, columns), FLOAT, 1, rows, columns);
    }

    /**
     * Returns a detector of the bright rectangle of an image, in the form of YOLOv10, [1, 1, 6]: score 1 and class 0 if there is one
     * pixel above 0.6, else score 0.
     */
    public static OnnxFiles brightRectangle(int width, int height) {
        OnnxFiles model = new OnnxFiles();
        model.input("images", FLOAT, 1, 3, height, width);
        String gray = model.node("ReduceMean", List.of("images"), attribute("axes", 0, 1), attribute("keepdims", 0));
        String bright = model.node(
                "Cast",
                List.of(model.node("Greater", List.of(gray, model.floats(new float[] {0.6f})))),
                attribute("to", FLOAT.getNumber()));
        String columns =
                model.node("ReduceMax", List.of(bright), attribute("axes", new long[] {0}), attribute("keepdims", 0));
        String rows =
                model.node("ReduceMax", List.of(bright), attribute("axes", new long[] {1}), attribute("keepdims", 0));
        String score = model.node("ReduceMax", List.of(bright), attribute("keepdims", 1)); // [1, 1]
        String values = model.node(
                "Concat",
                List.of(
                        model.first(columns),
                        model.first(rows),
                        model.end(columns),
                        model.end(rows),
                        model.node("Reshape", List.of(score, model.integers(new long[] {1}, 1))),
                        model.floats(new float[] {0}, 1)),
                attribute("axis", 0));
        return model.output(
                        "output0",
                        model.node("Reshape", List.of(values, model.integers(new long[] {1, 1, 6}, 3))),
                        FLOAT,
                        1,
                        1,
                        6)
                .metadata("names", "{0: 'person'}");
    }

    /** Returns the index of the first 1 of a vector, [1]. */
    private String first(String vector) {
        String index = node("ArgMax", List.of(vector), attribute("axis", 0L), attribute("keepdims", 1));
        return node("Cast", List.of(index), attribute("to", FLOAT.getNumber()));
    }

    /** Returns the index behind the last 1 of a vector, [1]. */
    private String end(String vector) {
        String index = node(
                "ArgMax",
                List.of(vector),
                attribute("axis", 0L),
                attribute("keepdims", 1),
                attribute("select_last_index", 1));
        String last = node("Cast", List.of(index), attribute("to", FLOAT.getNumber()));
        return node("Add", List.of(last, floats(new float[] {1}, 1)));
    }

    /**
     * Returns a segmenter of four classes by the brightest channel: 0 none above a half, 1 red, 2 green, 3 blue; logits
     * [1, 4, H / step, W / step], of means over step x step pixels.
     *
     * @param width of images; 0 for any
     * @param height of images; 0 for any
     */
    public static OnnxFiles brightestChannel(int width, int height, int step) {
        OnnxFiles model = new OnnxFiles();
        model.input("image", FLOAT, 1, 3, height, width);
        float[] weights = new float[4 * 3];
        for (int c = 0; c < 3; c++) {
            weights[(c + 1) * 3 + c] = 1;
        }
        String x = step == 1
                ? "image"
                : model.node(
                        "AveragePool",
                        List.of("image"),
                        attribute("kernel_shape", step, step),
                        attribute("strides", step, step));
        String logits = model.node(
                "Conv", List.of(x, model.floats(weights, 4, 3, 1, 1), model.floats(new float[] {0.5f, 0, 0, 0}, 4)));
        return model.output("logits", logits, FLOAT, 1, 4, 0, 0);
    }
}
