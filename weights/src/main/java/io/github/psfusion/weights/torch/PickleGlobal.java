// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights.torch;

import io.github.psfusion.tensors.ElementType;
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
    FLOAT_STORAGE("torch FloatStorage", ElementType.FLOAT32),
    DOUBLE_STORAGE("torch DoubleStorage", ElementType.FLOAT64),
    HALF_STORAGE("torch HalfStorage", ElementType.FLOAT16),
    BFLOAT16_STORAGE("torch BFloat16Storage", ElementType.BFLOAT16),
    LONG_STORAGE("torch LongStorage", ElementType.INT64),
    INT_STORAGE("torch IntStorage", ElementType.INT32),
    SHORT_STORAGE("torch ShortStorage", ElementType.INT16),
    CHAR_STORAGE("torch CharStorage", ElementType.INT8),
    BYTE_STORAGE("torch ByteStorage", ElementType.UINT8),
    BOOL_STORAGE("torch BoolStorage", ElementType.BOOL),
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
    private final @Nullable ElementType elements;

    PickleGlobal(String pythonName) {
        this(pythonName, null);
    }

    PickleGlobal(String pythonName, @Nullable ElementType elements) {
        this.pythonName = pythonName;
        this.elements = elements;
    }

    /** Returns module and name, parted by a space. */
    String pythonName() {
        return pythonName;
    }

    /** Returns the type of the elements, if this is a type of storage. */
    Optional<ElementType> elements() {
        return Optional.ofNullable(elements);
    }

    /** Returns the token of a name, if it is allowed. */
    static Optional<PickleGlobal> named(String module, String name) {
        // NumPy 2 moved its core.
        String stable = module.startsWith("numpy._core.") ? "numpy.core." + module.substring(12) : module;
        return Optional.ofNullable(BY_NAME.get(stable + " " + name));
    }

    static PickleGlobal storage(ElementType type) {
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
