// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.tensors.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * The nodes that compute some outputs of a network; nodes on which no output depends are not part of it. Immutable.
 */
public final class Graph {
    private final Map<String, Node> outputs;
    private final List<Node> nodes;

    /** Makes the graph of these outputs, by name. */
    public Graph(Map<String, Node> outputs) {
        this(outputs, List.of());
    }

    /**
     * Makes the graph of these outputs, by name.
     *
     * @param order of computation for the nodes that it lists; how much memory a run needs depends on it
     */
    Graph(Map<String, Node> outputs, List<Node> order) {
        this.outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
        Set<Node> needed = new HashSet<>(inOrder(outputs.values()));
        List<Node> wanted = new ArrayList<>(order);
        wanted.retainAll(needed);
        wanted.addAll(outputs.values());
        this.nodes = Collections.unmodifiableList(inOrder(wanted));
    }

    /** Lists nodes, each after its inputs, without recursion: networks are deep. */
    private static List<Node> inOrder(Collection<Node> wanted) {
        List<Node> order = new ArrayList<>();
        Map<Node, Boolean> finished = new HashMap<>(); // false: its inputs are being listed
        Deque<Node> open = new ArrayDeque<>(wanted);
        while (!open.isEmpty()) {
            Node node = open.getFirst();
            Boolean state = finished.putIfAbsent(node, false);
            if (state == null) {
                for (int i = node.inputs().size() - 1; i >= 0; i--) {
                    if (!finished.containsKey(node.input(i))) {
                        open.addFirst(node.input(i));
                    }
                }
            } else {
                open.removeFirst();
                if (!state) {
                    finished.put(node, true);
                    order.add(node);
                }
            }
        }
        return order;
    }

    /** Returns the outputs by name. */
    public Map<String, Node> outputs() {
        return outputs;
    }

    /** Returns all nodes, each after its inputs. */
    public List<Node> nodes() {
        return nodes;
    }

    /** Returns how often each node is read by others or is an output. */
    public Map<Node, Integer> uses() {
        Map<Node, Integer> uses = new HashMap<>();
        nodes.forEach(node -> node.inputs().forEach(input -> uses.merge(input, 1, Integer::sum)));
        outputs.values().forEach(output -> uses.merge(output, 1, Integer::sum));
        return uses;
    }

    /**
     * Returns a graph in which each node is replaced, inputs before those who read them.
     *
     * @param replacement gets a node of this graph and its new inputs, and returns its replacement
     */
    public Graph rewritten(BiFunction<Node, List<Node>, Node> replacement) {
        Map<Node, Node> replaced = new HashMap<>();
        for (Node node : nodes) {
            List<Node> inputs = node.inputs().stream().map(replaced::get).toList();
            replaced.put(node, replacement.apply(node, inputs));
        }
        Map<String, Node> newOutputs = new LinkedHashMap<>();
        outputs.forEach((name, node) -> newOutputs.put(name, replaced.get(node)));
        return new Graph(newOutputs, nodes.stream().map(replaced::get).toList());
    }

    /** Returns a line for each node: number, operation, numbers of the inputs, shape. */
    @Override
    public String toString() {
        Map<Node, Integer> numbers = new HashMap<>();
        StringBuilder text = new StringBuilder();
        for (Node node : nodes) {
            numbers.put(node, numbers.size());
            String inputs = node.inputs().stream()
                    .map(input -> "%" + numbers.get(input))
                    .collect(Collectors.joining(", "));
            text.append('%')
                    .append(numbers.get(node))
                    .append(" = ")
                    .append(node.operation())
                    .append('(')
                    .append(inputs)
                    .append(") ")
                    .append(node.shape())
                    .append('\n');
        }
        return text.toString();
    }
}
