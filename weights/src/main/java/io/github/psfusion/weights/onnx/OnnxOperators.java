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
import io.github.psfusion.tensors.graph.OperationVisitor;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the operations of a graph as ONNX operators. Heights and widths are never written down: sizes follow from those of the
 * inputs, so that one file serves all sizes.
 */
final class OnnxOperators {
    private final OnnxGraph graph;
    private final Map<Node, String> names;
    private final boolean oneSize;
    private final IdentityHashMap<Node, Boolean> weightsAlone = new IdentityHashMap<>();

    /**
     * Begins with the values that have names.
     *
     * @param names of the values by their nodes; each added node gets one
     * @param oneSize whether the shapes of the graph are those of every run
     */
    OnnxOperators(OnnxGraph graph, Map<Node, String> names, boolean oneSize) {
        this.graph = graph;
        this.names = names;
        this.oneSize = oneSize;
    }

    /** Adds the operators of a node whose inputs have names. */
    void add(Node node) {
        names.put(node, node.operation().accept(new OfNode(node)));
    }

    private String name(Node node) {
        String name = names.get(node);
        if (name == null) {
            throw new IllegalStateException(node + " comes before its inputs");
        }
        return name;
    }

    /** Adds the operators of one node and returns the name of the result. */
    private final class OfNode implements OperationVisitor<String> {
        private final Node node;
        private final List<String> inputs;

        OfNode(Node node) {
            this.node = node;
            this.inputs = node.inputs().stream().map(OnnxOperators.this::name).toList();
        }

        private String first() {
            return inputs.get(0);
        }

        private IllegalArgumentException notInOnnx() {
            return new IllegalArgumentException("ONNX files hold no " + node);
        }

        @Override
        public String input(Operation.Input input) {
            throw new IllegalStateException(input + " is declared before the operators");
        }

        @Override
        public String constant(Operation.Constant constant) {
            throw new IllegalStateException(constant + " is an initializer, not an operator");
        }

        @Override
        public String convolution(Operation.Convolution convolution) {
            return graph.add(
                    "Conv",
                    inputs,
                    OnnxOperators.convolution(
                            convolution.options(), node.input(1).shape()));
        }

        /** Exported is the graph before {@link io.github.psfusion.tensors.graph.ConvAddFusion}: programs have fusions of their own. */
        @Override
        public String convAdd(Operation.ConvAdd convAdd) {
            throw notInOnnx();
        }

        /** Exported is the graph in FLOAT32: quantized graphs are for the backends. */
        @Override
        public String quantizedConvolution(Operation.QuantizedConvolution convolution) {
            throw notInOnnx();
        }

        /** As {@link #quantizedConvolution}. */
        @Override
        public String quantize(Operation.Quantize quantize) {
            throw notInOnnx();
        }

        @Override
        public String batchNorm(Operation.BatchNorm norm) {
            return graph.add("BatchNormalization", inputs, OnnxGraph.attribute("epsilon", (float) norm.epsilon()));
        }

        @Override
        public String instanceNorm(Operation.InstanceNorm norm) {
            String centered = graph.add("Sub", List.of(first(), meanOfMap(first())));
            String variance = meanOfMap(graph.add("Mul", List.of(centered, centered)));
            String deviation =
                    graph.add("Sqrt", List.of(graph.add("Add", List.of(variance, graph.number(norm.epsilon())))));
            return graph.add("Div", List.of(centered, deviation));
        }

        @Override
        public String pairwise(Operation.Pairwise pairwise) {
            return graph.add(
                    switch (pairwise) {
                        case ADD -> "Add";
                        case SUBTRACT -> "Sub";
                        case MULTIPLY -> "Mul";
                        case DIVIDE -> "Div";
                        case MAXIMUM -> "Max";
                    },
                    inputs);
        }

        @Override
        public String activation(Operation.Activation activation) {
            return switch (activation) {
                case RELU -> graph.add("Relu", inputs);
                case RELU6 -> graph.add("Clip", List.of(first(), graph.number(0), graph.number(6)));
                case SIGMOID -> graph.add("Sigmoid", inputs);
                case TANH -> graph.add("Tanh", inputs);
                case ABS -> graph.add("Abs", inputs);
                case SQRT -> graph.add("Sqrt", inputs);
                case GELU -> gelu();
            };
        }

        private String gelu() {
            String erf = graph.add("Erf", List.of(graph.add("Mul", List.of(first(), graph.number(Math.sqrt(0.5))))));
            String weight = graph.add("Add", List.of(erf, graph.number(1)));
            return graph.add("Mul", List.of(graph.add("Mul", List.of(first(), weight)), graph.number(0.5)));
        }

        @Override
        public String leakyRelu(Operation.LeakyRelu activation) {
            return graph.add("LeakyRelu", inputs, OnnxGraph.attribute("alpha", (float) activation.slope()));
        }

        @Override
        public String prelu(Operation.Prelu activation) {
            return graph.add("PRelu", inputs);
        }

        @Override
        public String addNumber(Operation.AddNumber add) {
            return graph.add("Add", List.of(first(), graph.number(add.number())));
        }

        @Override
        public String multiplyNumber(Operation.MultiplyNumber multiply) {
            return graph.add("Mul", List.of(first(), graph.number(multiply.number())));
        }

        @Override
        public String mean(Operation.Mean mean) {
            return graph.add("ReduceMean", inputs, OnnxGraph.list("axes", mean.dimension()));
        }

        @Override
        public String globalAveragePool(Operation.GlobalAveragePool pool) {
            return meanOfMap(first());
        }

        @Override
        public String maxPool(Operation.MaxPool pool) {
            return graph.add("MaxPool", inputs, OnnxOperators.pool(pool.options()));
        }

        @Override
        public String averagePool(Operation.AveragePool pool) {
            List<AttributeProto> attributes = new ArrayList<>(List.of(OnnxOperators.pool(pool.options())));
            attributes.add(OnnxGraph.attribute("count_include_pad", 1L));
            return graph.add("AveragePool", inputs, attributes.toArray(AttributeProto[]::new));
        }

        @Override
        public String padReflect(Operation.PadReflect pad) {
            return padded(pad.border(), "reflect");
        }

        @Override
        public String padReplicate(Operation.PadReplicate pad) {
            return padded(pad.border(), "edge");
        }

        private String padded(long border, String mode) {
            String pads = graph.integers(0, 0, border, border, 0, 0, border, border);
            return graph.add("Pad", List.of(first(), pads), OnnxGraph.attribute("mode", mode));
        }

        @Override
        public String upsampleNearest(Operation.UpsampleNearest upsample) {
            String scales = graph.numbers(1, 1, upsample.factor(), upsample.factor());
            return graph.add(
                    "Resize",
                    List.of(first(), "", scales),
                    OnnxGraph.attribute("mode", "nearest"),
                    OnnxGraph.attribute("coordinate_transformation_mode", "asymmetric"),
                    OnnxGraph.attribute("nearest_mode", "floor"));
        }

        /** By a factor, which is the same at every size. */
        @Override
        public String resize(Operation.Resize resize) {
            Shape before = node.input(0).shape();
            double vertical = (double) resize.height() / before.size(2);
            double horizontal = (double) resize.width() / before.size(3);
            String mode = resize.interpolation() == Interpolation.ALIGN_CORNERS ? "align_corners" : "half_pixel";
            String scales = graph.numbers(1, 1, vertical, horizontal);
            return graph.add(
                    "Resize",
                    List.of(first(), "", scales),
                    OnnxGraph.attribute("mode", "linear"),
                    OnnxGraph.attribute("coordinate_transformation_mode", mode));
        }

        @Override
        public String reshape(Operation.Reshape reshape) {
            return graph.add("Reshape", List.of(first(), sizes(node)));
        }

        @Override
        public String transpose(Operation.Transpose transpose) {
            long[] order = new long[node.shape().rank()];
            for (int i = 0; i < order.length; i++) {
                order[i] = i;
            }
            order[transpose.first()] = transpose.second();
            order[transpose.second()] = transpose.first();
            return graph.add("Transpose", inputs, OnnxGraph.list("perm", order));
        }

        @Override
        public String narrow(Operation.Narrow narrow) {
            String start = graph.integers(narrow.start());
            String end = graph.integers(narrow.start() + narrow.length());
            return graph.add("Slice", List.of(first(), start, end, graph.integers(narrow.dimension())));
        }

        @Override
        public String indexSelect(Operation.IndexSelect select) {
            return graph.add(
                    "Gather", List.of(first(), graph.integers(select.array())), OnnxGraph.attribute("axis", 0L));
        }

        @Override
        public String concatenate(Operation.Concatenate concatenate) {
            return graph.add("Concat", inputs, OnnxGraph.attribute("axis", (long) concatenate.dimension()));
        }

        @Override
        public String attention(Operation.Attention attention) {
            return OnnxAttention.add(
                    graph, first(), inputs.get(1), inputs.get(2), node.shape().size(2));
        }

        @Override
        public String windowAttention(Operation.WindowAttention attention) {
            String columns = graph.add("Transpose", List.of(inputs.get(1)), OnnxGraph.list("perm", 0, 1, 3, 2));
            String scores = graph.add("Add", List.of(graph.add("MatMul", List.of(first(), columns)), inputs.get(3)));
            String weights = graph.add("Softmax", List.of(scores), OnnxGraph.attribute("axis", -1L));
            return graph.add("MatMul", List.of(weights, inputs.get(2)));
        }

        @Override
        public String layerNorm(Operation.LayerNorm norm) {
            return graph.add(
                    "LayerNormalization",
                    inputs,
                    OnnxGraph.attribute("axis", -1L),
                    OnnxGraph.attribute("epsilon", (float) norm.epsilon()));
        }

        @Override
        public String linear(Operation.Linear linear) {
            String columns = graph.add("Transpose", List.of(inputs.get(1)), OnnxGraph.list("perm", 1, 0));
            return graph.add("Add", List.of(graph.add("MatMul", List.of(first(), columns)), inputs.get(2)));
        }

        @Override
        public String cast(Operation.Cast cast) {
            long type = OnnxTypes.of(cast.type()).getNumber();
            return graph.add("Cast", inputs, OnnxGraph.attribute("to", type));
        }

        @Override
        public String argmax(Operation.Argmax argmax) {
            return graph.add(
                    "ArgMax",
                    inputs,
                    OnnxGraph.attribute("axis", (long) argmax.dimension()),
                    OnnxGraph.attribute("keepdims", 0L));
        }
    }

    private static AttributeProto[] convolution(Conv2dOptions options, Shape weight) {
        return new AttributeProto[] {
            OnnxGraph.list("kernel_shape", weight.size(2), weight.size(3)),
            OnnxGraph.list("strides", options.stride(), options.stride()),
            pads(options.padding()),
            OnnxGraph.list("dilations", options.dilation(), options.dilation()),
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

    /** Rows first: ONNX Runtime sums a whole feature map in one float, which is inaccurate for large images. */
    private String meanOfMap(String map) {
        String ofRows = graph.add("ReduceMean", List.of(map), OnnxGraph.list("axes", 3));
        return graph.add("ReduceMean", List.of(ofRows), OnnxGraph.list("axes", 2));
    }

    /** Returns whether a node follows from weights alone, not from images. */
    private boolean sameAtAnySize(Node node) {
        Boolean known = weightsAlone.get(node);
        if (known == null) {
            known = !(node.operation() instanceof Operation.Input)
                    && node.inputs().stream().allMatch(this::sameAtAnySize);
            weightsAlone.put(node, known);
        }
        return known;
    }

    /** The sizes of a reshaped tensor, in terms of its input's or of one of the nodes before that. */
    private String sizes(Node node) {
        Shape shape = node.shape();
        if (oneSize || sameAtAnySize(node)) {
            return graph.integers(shape.sizes());
        }
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
