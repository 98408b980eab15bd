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
    private final Graph graph;
    private final List<Step> steps = new ArrayList<>();

    /**
     * A node with what happens around it.
     *
     * @param inPlace whether the first input may be overwritten
     * @param freed nodes that nobody needs after it
     */
    record Step(Node node, boolean inPlace, List<Node> freed) {}

    /** Plans a graph; no engine is needed. */
    public ExecutionPlan(Graph graph) {
        this.graph = graph;
        plan();
    }

    /** Memory may be shared by a node and its views: it is theirs until the last of them is read for the last time. */
    private void plan() {
        Map<Node, Integer> left = graph.uses();
        Set<Node> shared = new HashSet<>(); // nodes that are views, or that views were taken of
        for (Node node : graph.nodes()) {
            if (node.operation().isView()) {
                shared.add(node);
                shared.add(node.input(0));
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
            if (inPlace) {
                freed.remove(first);
            }
            steps.add(new Step(node, inPlace, List.copyOf(freed)));
        }
    }

    private static boolean isGiven(Node node) {
        return node.operation() instanceof Operation.Constant || node.operation() instanceof Operation.Input;
    }

    List<Step> steps() {
        return steps;
    }

    /** Returns the bytes of all maps that are there at once, at most; inputs count, weights and work space of operations do not. */
    public long peakBytes() {
        Map<Node, Node> owners = new HashMap<>(); // node to the one whose memory it is in
        Map<Node, Integer> tenants = new HashMap<>();
        long live = 0;
        for (Node node : graph.nodes()) {
            if (node.operation() instanceof Operation.Input) {
                live += bytes(node);
            }
        }
        long peak = live;
        for (Step step : steps) {
            Node node = step.node();
            Node owner = step.inPlace() || node.operation().isView()
                    ? owners.getOrDefault(node.input(0), node.input(0))
                    : node;
            owners.put(node, owner);
            if (!step.inPlace()) {
                tenants.merge(owner, 1, Integer::sum);
            }
            if (owner == node) {
                live += bytes(node);
                peak = Math.max(peak, live);
            }
            for (Node freed : step.freed()) {
                Node its = Objects.requireNonNull(owners.get(freed));
                if (tenants.merge(its, -1, Integer::sum) == 0) {
                    live -= bytes(its);
                }
            }
        }
        return peak;
    }

    private static long bytes(Node node) {
        return node.shape().elements() * node.type().bytes();
    }
}
