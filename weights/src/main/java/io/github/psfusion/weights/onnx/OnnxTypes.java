// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights.onnx;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import io.github.psfusion.tensors.DataType;
import java.util.List;

/** Types of values in ONNX's notation. */
final class OnnxTypes {
    private OnnxTypes() {}

    /** Returns ONNX's number of a data type. */
    static TensorProto.DataType of(DataType type) {
        return switch (type) {
            case FLOAT32 -> TensorProto.DataType.FLOAT;
            case FLOAT64 -> TensorProto.DataType.DOUBLE;
            case FLOAT16 -> TensorProto.DataType.FLOAT16;
            case BFLOAT16 -> TensorProto.DataType.BFLOAT16;
            case INT64 -> TensorProto.DataType.INT64;
            case INT32 -> TensorProto.DataType.INT32;
            case INT16 -> TensorProto.DataType.INT16;
            case INT8 -> TensorProto.DataType.INT8;
            case UINT8 -> TensorProto.DataType.UINT8;
            case BOOL -> TensorProto.DataType.BOOL;
        };
    }

    /**
     * Returns the type of a tensor.
     *
     * @param sizes each a {@link Long}, or a name where each run may have another
     */
    static TypeProto tensor(DataType type, List<Object> sizes) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (Object size : sizes) {
            if (size instanceof Long known) {
                shape.addDimBuilder().setDimValue(known);
            } else {
                shape.addDimBuilder().setDimParam(size.toString());
            }
        }
        return TypeProto.newBuilder()
                .setTensorType(TypeProto.Tensor.newBuilder()
                        .setElemType(of(type).getNumber())
                        .setShape(shape))
                .build();
    }
}
