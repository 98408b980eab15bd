// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.testing.tensors;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.testing.RuleNumbers;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes the operands of test cases: the same values on every backend. */
public final class Inputs implements AutoCloseable {
    /** Which memory layout operands have. */
    public enum Layout {
        /** That of new tensors: contiguous. */
        NEW,
        /** The one that the backend prefers for weights: {@link Backend#persist}. */
        PREFERRED
    }

    private final Backend backend;
    private final DataType type;
    private final Layout layout;
    private final Map<Tensor, double[]> made = new LinkedHashMap<>();

    /** Makes operands of this floating-point type. */
    public Inputs(Backend backend, DataType type, Layout layout) {
        this.backend = backend;
        this.type = type;
        this.layout = layout;
    }

    /** Makes operands of FLOAT32. */
    public static Inputs of(Backend backend) {
        return new Inputs(backend, DataType.FLOAT32, Layout.NEW);
    }

    /** Returns the backend. */
    public Backend backend() {
        return backend;
    }

    /** Returns the floating-point type. */
    public DataType type() {
        return type;
    }

    /** Returns uniform values in -1 to 1 that depend on the name. */
    public Tensor uniform(String name, long... sizes) {
        Shape shape = Shape.of(sizes);
        return made(backend.doubles(shape, RuleNumbers.uniform(name, (int) shape.elements())));
    }

    /** Returns a tensor of these values. */
    public Tensor values(Shape shape, double... values) {
        return made(backend.doubles(shape, values));
    }

    private Tensor made(Tensor doubles) {
        Tensor tensor = doubles.to(type);
        if (layout == Layout.PREFERRED) {
            tensor = backend.persist(tensor);
        }
        made.put(tensor, tensor.toDoubles());
        return tensor;
    }

    /** Fails if an operand has other values than at first. */
    public void assertUnchanged() {
        made.forEach((tensor, values) -> assertThat(Arrays.equals(tensor.toDoubles(), values))
                .as("operands are unchanged")
                .isTrue());
    }

    /** Frees the operands. */
    @Override
    public void close() {
        if (layout == Layout.PREFERRED) {
            made.keySet().forEach(backend::release);
        }
    }
}
