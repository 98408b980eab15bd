// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights.torch;

import io.github.psfusion.tensors.DataType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The names that a pickle may use. Each is a token for a fixed construction in {@link PickleObjects}, nothing more. */
enum PickleGlobal implements PickleValue {
    ORDERED_DICT("collections OrderedDict"),
    REBUILD_TENSOR("torch._utils _rebuild_tensor"),
    REBUILD_TENSOR_V2("torch._utils _rebuild_tensor_v2"),
    REBUILD_PARAMETER("torch._utils _rebuild_parameter"),
    REBUILD_PARAMETER_WITH_STATE("torch._utils _rebuild_parameter_with_state"),
    SIZE("torch Size"),
    FLOAT_STORAGE("torch FloatStorage", DataType.FLOAT32),
    DOUBLE_STORAGE("torch DoubleStorage", DataType.FLOAT64),
    HALF_STORAGE("torch HalfStorage", DataType.FLOAT16),
    BFLOAT16_STORAGE("torch BFloat16Storage", DataType.BFLOAT16),
    LONG_STORAGE("torch LongStorage", DataType.INT64),
    INT_STORAGE("torch IntStorage", DataType.INT32),
    SHORT_STORAGE("torch ShortStorage", DataType.INT16),
    CHAR_STORAGE("torch CharStorage", DataType.INT8),
    BYTE_STORAGE("torch ByteStorage", DataType.UINT8),
    BOOL_STORAGE("torch BoolStorage", DataType.BOOL),
    NUMPY_RECONSTRUCT("numpy.core.multiarray _reconstruct"),
    NUMPY_SCALAR("numpy.core.multiarray scalar"),
    NUMPY_ARRAY("numpy ndarray"),
    NUMPY_TYPE("numpy dtype"),
    ENCODE("_codecs encode");

    private static final Map<String, PickleGlobal> BY_NAME = new HashMap<>();

    static {
        for (PickleGlobal global : values()) {
            BY_NAME.put(global.pythonName, global);
        }
    }

    private final String pythonName;
    private final @Nullable DataType elements;

    PickleGlobal(String pythonName) {
        this(pythonName, null);
    }

    PickleGlobal(String pythonName, @Nullable DataType elements) {
        this.pythonName = pythonName;
        this.elements = elements;
    }

    /** Returns module and name, parted by a space. */
    String pythonName() {
        return pythonName;
    }

    /** Returns the type of the elements, if this is a type of storage. */
    Optional<DataType> elements() {
        return Optional.ofNullable(elements);
    }

    /** Returns the token of a name, if it is allowed. */
    static Optional<PickleGlobal> named(String module, String name) {
        // NumPy 2 moved its core.
        String stable = module.startsWith("numpy._core.") ? "numpy.core." + module.substring(12) : module;
        return Optional.ofNullable(BY_NAME.get(stable + " " + name));
    }

    static PickleGlobal storage(DataType type) {
        for (PickleGlobal global : values()) {
            if (global.elements == type) {
                return global;
            }
        }
        throw new IllegalArgumentException("no storage of " + type);
    }

    @Override
    public String describe() {
        return "the name \"" + pythonName + "\"";
    }
}
