// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors.graph;

import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import java.util.List;

/** One operation of a {@link Graph} and its result. Immutable; two are equal only if they are the same object. */
public final class Node {
    private final Operation operation;
    private final List<Node> inputs;
    private final Shape shape;
    private final DataType type;

    /**
     * Makes a node.
     *
     * @param inputs the nodes whose results the operation reads
     * @param shape shape of the result
     * @param type data type of the result
     */
    public Node(Operation operation, List<Node> inputs, Shape shape, DataType type) {
        this.operation = operation;
        this.inputs = List.copyOf(inputs);
        this.shape = shape;
        this.type = type;
    }

    /** Returns the operation. */
    public Operation operation() {
        return operation;
    }

    /** Returns the nodes whose results the operation reads. */
    public List<Node> inputs() {
        return inputs;
    }

    /** Returns one of the inputs. */
    public Node input(int index) {
        return inputs.get(index);
    }

    /** Returns the shape of the result. */
    public Shape shape() {
        return shape;
    }

    /** Returns the data type of the result. */
    public DataType type() {
        return type;
    }

    /** Returns the same operation of other inputs. */
    public Node of(List<Node> others) {
        return others.equals(inputs) ? this : new Node(operation, others, shape, type);
    }

    @Override
    public String toString() {
        return operation + " " + shape;
    }
}
