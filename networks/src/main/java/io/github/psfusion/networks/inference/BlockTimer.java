// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.inference;

import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.graph.GraphRunner;
import io.github.psfusion.tensors.graph.Node;
import io.github.psfusion.tensors.graph.Operation;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Adds up the time that each block of a network takes in a run. What has no weights, such as a concatenation or an upsampling, counts
 * to the block before it. Not thread-safe.
 */
public final class BlockTimer implements GraphRunner.Observer {
    private final UnaryOperator<String> blockOf;
    private final Map<String, Long> nanoseconds = new LinkedHashMap<>();
    private String block = "";

    /**
     * Makes a timer at zero.
     *
     * @param blockOf the block to which the weights of a name belong
     */
    public BlockTimer(UnaryOperator<String> blockOf) {
        this.blockOf = blockOf;
    }

    @Override
    public void computed(Node node, Tensor result, long elapsed) {
        node.inputs().stream()
                .filter(input -> input.operation() instanceof Operation.Constant)
                .findFirst()
                .ifPresent(constant -> block = blockOf.apply(
                        ((Operation.Constant) constant.operation()).weights().name()));
        nanoseconds.merge(block, elapsed, Long::sum);
    }

    /** Returns the time of each block, in the order in which they were first computed. */
    public Map<String, Long> nanoseconds() {
        return Collections.unmodifiableMap(nanoseconds);
    }
}
