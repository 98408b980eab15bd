// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** In which order a graph is computed, where results may be written over an operand, and when each is freed. */
public final class ExecutionPlan {
    private final List<Step> steps = new ArrayList<>();

    /**
     * A node with what happens before and after it.
     *
     * @param inPlace whether the first input may be overwritten
     * @param freed nodes whose values are not read after it
     * @param allocatedBytes bytes of its result, 0 where that lies in the memory of an input
     * @param liveBytes bytes of all activations in memory when it ends and nothing is freed yet; inputs count, weights do not
     */
    record Step(Node node, boolean inPlace, List<Node> freed, long allocatedBytes, long liveBytes) {}

    /** Plans a graph; no backend is needed. */
    public ExecutionPlan(Graph graph) {
        plan(graph);
    }

    /** A node and its views may share memory, which is live until the last of them is read for the last time. */
    private void plan(Graph graph) {
        Map<Node, Integer> left = graph.uses();
        Set<Node> shared = new HashSet<>(); // nodes that are views, or that views were taken of
        for (Node node : graph.nodes()) {
            if (node.operation().isView()) {
                shared.add(node);
                shared.add(node.input(0));
            }
        }
        Memory memory = new Memory();
        for (Node node : graph.nodes()) {
            if (node.operation() instanceof Operation.Input) {
                memory.allocate(node, node);
            }
        }
        for (Node node : graph.nodes()) {
            if (isGiven(node)) {
                continue;
            }
            List<Node> freed = new ArrayList<>();
            for (Node input : node.inputs()) {
                int uses = left.merge(input, -1, Integer::sum);
                if (uses == 0 && !isGiven(input)) {
                    freed.add(input);
                }
            }
            Node first = node.input(0);
            boolean inPlace = freed.contains(first)
                    && !shared.contains(first)
                    && first.shape().equals(node.shape())
                    && first.type() == node.type()
                    && node.operation().overwritesFirst();
            long before = memory.live;
            memory.allocate(node, inPlace || node.operation().isView() ? first : node);
            steps.add(new Step(
                    node,
                    inPlace,
                    freed.stream().filter(it -> !inPlace || it != first).toList(),
                    memory.live - before,
                    memory.live));
            freed.forEach(memory::free);
        }
    }

    /** The node whose memory each node lies in, and how many bytes are live. */
    private static final class Memory {
        private final Map<Node, Node> owners = new HashMap<>();
        private final Map<Node, Integer> users = new HashMap<>();
        private long live;

        void allocate(Node node, Node from) {
            Node owner = owners.getOrDefault(from, from);
            owners.put(node, owner);
            if (users.merge(owner, 1, Integer::sum) == 1) {
                live += bytes(owner);
            }
        }

        void free(Node node) {
            Node owner = Objects.requireNonNull(owners.get(node));
            if (users.merge(owner, -1, Integer::sum) == 0) {
                live -= bytes(owner);
            }
        }
    }

    private static boolean isGiven(Node node) {
        return node.operation() instanceof Operation.Constant || node.operation() instanceof Operation.Input;
    }

    List<Step> steps() {
        return steps;
    }

    /** Returns the largest number of bytes of activations that are live at once; inputs count, weights and work space of operations do not. */
    public long peakBytes() {
        return steps.stream().mapToLong(Step::liveBytes).max().orElse(0);
    }

    private static long bytes(Node node) {
        return node.shape().elements() * node.type().bytes();
    }
}
