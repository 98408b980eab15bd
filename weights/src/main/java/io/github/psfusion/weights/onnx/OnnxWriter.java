// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.github.psfusion.platform.AtomicFile;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import io.github.psfusion.tensors.graph.Graph;
import io.github.psfusion.tensors.graph.Node;
import io.github.psfusion.tensors.graph.Operation;
import io.github.psfusion.tensors.graph.Weights;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes graphs of images as ONNX files.
 *
 * <p>The inputs of the graph are [1, C, H, W], all of one size; the last two dimensions of the outputs are H and W. Reshapings keep
 * leading dimensions or restore the shape of an earlier node; resizings are by factors that are the same at every size. A graph for one
 * size is recorded at that size, and may reshape as it likes.
 */
public final class OnnxWriter {
    /** The version of ONNX's operators. */
    public static final int OPSET = 17;

    /** The version of the file format that goes with it. */
    private static final int IR_VERSION = 8;

    private static final String HEIGHT = "height";
    private static final String WIDTH = "width";

    private OnnxWriter() {}

    /**
     * Writes a file whole or not at all.
     *
     * @param file replaced if it exists
     * @param graph in FLOAT32; outputs in FLOAT32 or integers
     * @param backend the backend of the weights
     * @throws IllegalArgumentException if the graph has an operation that ONNX does not have, or has not for every size
     */
    public static void write(Path file, Graph graph, OnnxOptions options, Backend backend) throws IOException {
        ModelProto model = model(graph, options, backend);
        AtomicFile.writeDurably(file, channel -> {
            OutputStream stream = Channels.newOutputStream(channel); // closed with the channel
            model.writeTo(stream);
        });
    }

    private static ModelProto model(Graph graph, OnnxOptions options, Backend backend) {
        ModelProto.Builder model =
                ModelProto.newBuilder().setIrVersion(IR_VERSION).setProducerName(options.producer());
        model.addOpsetImportBuilder().setVersion(OPSET);
        new TreeMap<>(options.metadata())
                .forEach((key, value) ->
                        model.addMetadataPropsBuilder().setKey(key).setValue(value));
        OnnxGraph written = new OnnxGraph(options.name());
        Map<Node, String> names = new HashMap<>();
        OnnxPadding padding = inputs(graph, options, written, names);
        OnnxOperators operators =
                new OnnxOperators(written, names, options.size().isPresent());
        for (Node node : graph.nodes()) {
            if (node.operation() instanceof Operation.Constant constant) {
                names.put(node, weights(constant.weights(), written, backend));
            } else if (!(node.operation() instanceof Operation.Input)) {
                operators.add(node);
            }
        }
        graph.outputs().forEach((name, node) -> {
            String cropped = padding.cropped(
                    name, names.getOrDefault(node, ""), node.shape().rank());
            written.output(cropped, OnnxTypes.tensor(node.type(), sizes(node.shape(), options)), "");
        });
        return model.setGraph(written.build()).build();
    }

    private static OnnxPadding inputs(Graph graph, OnnxOptions options, OnnxGraph written, Map<Node, String> names) {
        List<Node> inputs = new ArrayList<>();
        List<String> inputNames = new ArrayList<>();
        for (Node node : graph.nodes()) {
            if (node.operation() instanceof Operation.Input input) {
                inputs.add(node);
                inputNames.add(input.name());
                written.input(
                        input.name(),
                        OnnxTypes.tensor(node.type(), sizes(node.shape(), options)),
                        "numbers from 0 to 1");
            }
        }
        List<Long> channels = inputs.stream().map(node -> node.shape().size(1)).toList();
        OnnxPadding padding = new OnnxPadding(written, inputNames, channels, options.multiple());
        for (int i = 0; i < inputs.size(); i++) {
            names.put(inputs.get(i), padding.padded().get(i));
        }
        return padding;
    }

    private static List<Object> sizes(Shape shape, OnnxOptions options) {
        List<Object> sizes = new ArrayList<>();
        for (int i = 0; i < shape.rank() - 2; i++) {
            sizes.add(shape.size(i));
        }
        sizes.add(options.size().<Object>map(OnnxOptions.Size::height).orElse(HEIGHT));
        sizes.add(options.size().<Object>map(OnnxOptions.Size::width).orElse(WIDTH));
        return sizes;
    }

    private static String weights(Weights weights, OnnxGraph written, Backend backend) {
        try (TensorScope scope = backend.openScope()) {
            Tensor value = weights.value().to(DataType.FLOAT32);
            return written.weights(weights.origin(), weights.shape().sizes(), value.toBytes());
        }
    }
}
