// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import io.github.psfusion.tensors.Conv2dOptions;
import io.github.psfusion.tensors.Interpolation;
import io.github.psfusion.tensors.PoolOptions;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.graph.Node;
import io.github.psfusion.tensors.graph.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Says the operations of a graph as ONNX operators. Heights and widths are never written down: sizes follow from those of the
 * inputs, so that one file serves all.
 */
final class OnnxOperators {
    private final OnnxGraph graph;
    private final Map<Node, String> names;

    /**
     * Begins.
     *
     * @param names of the values that there are; grows
     */
    OnnxOperators(OnnxGraph graph, Map<Node, String> names) {
        this.graph = graph;
        this.names = names;
    }

    /** Adds the operators of a node whose inputs have names. */
    void add(Node node) {
        names.put(node, result(node));
    }

    private List<String> inputs(Node node) {
        return node.inputs().stream().map(this::name).toList();
    }

    private String name(Node node) {
        String name = names.get(node);
        if (name == null) {
            throw new IllegalStateException(node + " comes before its inputs");
        }
        return name;
    }

    private String result(Node node) {
        Operation operation = node.operation();
        List<String> inputs = inputs(node);
        if (operation instanceof Operation.Convolution convolution) {
            return graph.add(
                    "Conv",
                    inputs,
                    convolution(convolution.options(), node.input(1).shape()));
        }
        if (operation instanceof Operation.Pairwise pairwise) {
            return graph.add(operator(pairwise), inputs);
        }
        if (operation instanceof Operation.Activation activation) {
            return activation(activation, inputs.get(0));
        }
        if (operation instanceof Operation.AddNumber add) {
            return graph.add("Add", List.of(inputs.get(0), graph.number(add.number())));
        }
        if (operation instanceof Operation.MultiplyNumber multiply) {
            return graph.add("Mul", List.of(inputs.get(0), graph.number(multiply.number())));
        }
        if (operation instanceof Operation.Concatenate concatenate) {
            return graph.add("Concat", inputs, OnnxGraph.attribute("axis", (long) concatenate.dimension()));
        }
        if (operation instanceof Operation.BatchNorm norm) {
            return graph.add("BatchNormalization", inputs, OnnxGraph.attribute("epsilon", (float) norm.epsilon()));
        }
        if (operation instanceof Operation.InstanceNorm norm) {
            return instanceNorm(inputs.get(0), norm.epsilon());
        }
        if (operation instanceof Operation.GlobalAveragePool) {
            return mean(inputs.get(0));
        }
        if (operation instanceof Operation.MaxPool pool) {
            return graph.add("MaxPool", inputs, pool(pool.options()));
        }
        if (operation instanceof Operation.Resize resize) {
            return resized(node, resize, inputs.get(0));
        }
        if (operation instanceof Operation.Attention) {
            return OnnxAttention.add(
                    graph,
                    inputs.get(0),
                    inputs.get(1),
                    inputs.get(2),
                    node.shape().size(2));
        }
        return layout(node, inputs.get(0));
    }

    private String layout(Node node, String input) {
        Operation operation = node.operation();
        if (operation instanceof Operation.Reshape) {
            return graph.add("Reshape", List.of(input, sizes(node)));
        }
        if (operation instanceof Operation.Transpose transpose) {
            long[] order = new long[node.shape().rank()];
            for (int i = 0; i < order.length; i++) {
                order[i] = i;
            }
            order[transpose.first()] = transpose.second();
            order[transpose.second()] = transpose.first();
            return graph.add("Transpose", List.of(input), OnnxGraph.list("perm", order));
        }
        if (operation instanceof Operation.Narrow narrow) {
            String start = graph.integers(narrow.start());
            String end = graph.integers(narrow.start() + narrow.length());
            return graph.add("Slice", List.of(input, start, end, graph.integers(narrow.dimension())));
        }
        if (operation instanceof Operation.Cast cast) {
            long type = OnnxTypes.of(cast.type()).getNumber();
            return graph.add("Cast", List.of(input), OnnxGraph.attribute("to", type));
        }
        if (operation instanceof Operation.Argmax argmax) {
            return graph.add(
                    "ArgMax",
                    List.of(input),
                    OnnxGraph.attribute("axis", (long) argmax.dimension()),
                    OnnxGraph.attribute("keepdims", 0L));
        }
        throw new IllegalArgumentException("ONNX files hold no " + node);
    }

    private static AttributeProto[] convolution(Conv2dOptions options, Shape weight) {
        return new AttributeProto[] {
            OnnxGraph.list("kernel_shape", weight.size(2), weight.size(3)),
            OnnxGraph.list("strides", options.stride(), options.stride()),
            pads(options.padding()),
            OnnxGraph.attribute("group", (long) options.groups())
        };
    }

    private static AttributeProto[] pool(PoolOptions options) {
        return new AttributeProto[] {
            OnnxGraph.list("kernel_shape", options.kernel(), options.kernel()),
            OnnxGraph.list("strides", options.stride(), options.stride()),
            pads(options.padding())
        };
    }

    private static AttributeProto pads(long padding) {
        return OnnxGraph.list("pads", padding, padding, padding, padding);
    }

    private static String operator(Operation.Pairwise pairwise) {
        return switch (pairwise) {
            case ADD -> "Add";
            case SUBTRACT -> "Sub";
            case MULTIPLY -> "Mul";
            case MAXIMUM -> "Max";
        };
    }

    /** Rows first: ONNX Runtime sums a whole map in one float, which costs two digits on large images. */
    private String mean(String map) {
        String ofRows = graph.add("ReduceMean", List.of(map), OnnxGraph.list("axes", 3));
        return graph.add("ReduceMean", List.of(ofRows), OnnxGraph.list("axes", 2));
    }

    private String instanceNorm(String map, double epsilon) {
        String centered = graph.add("Sub", List.of(map, mean(map)));
        String variance = mean(graph.add("Mul", List.of(centered, centered)));
        String deviation = graph.add("Sqrt", List.of(graph.add("Add", List.of(variance, graph.number(epsilon)))));
        return graph.add("Div", List.of(centered, deviation));
    }

    private String activation(Operation.Activation activation, String input) {
        return switch (activation) {
            case RELU -> graph.add("Relu", List.of(input));
            case RELU6 -> graph.add("Clip", List.of(input, graph.number(0), graph.number(6)));
            case SIGMOID -> graph.add("Sigmoid", List.of(input));
            case TANH -> graph.add("Tanh", List.of(input));
        };
    }

    /** By a factor, which is the same at every size. */
    private String resized(Node node, Operation.Resize resize, String input) {
        Shape before = node.input(0).shape();
        double vertical = (double) resize.height() / before.size(2);
        double horizontal = (double) resize.width() / before.size(3);
        String mode = resize.interpolation() == Interpolation.ALIGN_CORNERS ? "align_corners" : "half_pixel";
        String scales = graph.numbers(1, 1, vertical, horizontal);
        return graph.add(
                "Resize",
                List.of(input, "", scales),
                OnnxGraph.attribute("mode", "linear"),
                OnnxGraph.attribute("coordinate_transformation_mode", mode));
    }

    /** The sizes that a reshaping makes, by those of what is reshaped or of what that was made of. */
    private String sizes(Node node) {
        Shape shape = node.shape();
        Shape before = node.input(0).shape();
        int same = 0;
        while (same < Math.min(shape.rank(), before.rank()) && shape.size(same) == before.size(same)) {
            same++;
        }
        if (same >= shape.rank() - 1) {
            List<Long> sizes = new ArrayList<>();
            for (int i = 0; i < shape.rank(); i++) {
                sizes.add(i < same ? 0L : -1L); // as before; what is left
            }
            return graph.integers(sizes.stream().mapToLong(Long::longValue).toArray());
        }
        Node ancestor = node.input(0);
        while (!ancestor.shape().equals(shape)) {
            if (ancestor.inputs().isEmpty()) {
                throw new IllegalArgumentException("a reshape to " + shape + " that nothing before it has");
            }
            ancestor = ancestor.input(0);
        }
        return graph.add("Shape", List.of(name(ancestor)));
    }
}
