// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.psfusion;

import io.github.psfusion.networks.Parameter;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.graph.CostTable;
import io.github.psfusion.tensors.graph.GraphRunner;
import io.github.psfusion.tensors.graph.Node;
import io.github.psfusion.tensors.graph.Operation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The blocks of the network, by their names in weight files, and what each costs. */
public final class PsFusionBlocks {
    /** Holds four layers, which work side by side with other blocks. */
    private static final String NUMBERED = "to_fused_seg";

    private PsFusionBlocks() {}

    /**
     * What a block costs at some size.
     *
     * @param name as weight files begin
     * @param parameters learned ones, and those that weight files hold and nothing reads
     * @param multiplyAccumulates of convolutions and attentions
     * @param fuses whether it is needed when only the fused image is wanted
     */
    public record Block(String name, long parameters, long multiplyAccumulates, boolean fuses) {}

    /** Returns the name of the block to which a weight belongs. */
    public static String name(String weight) {
        int end = weight.indexOf('.');
        if (weight.startsWith(NUMBERED + ".")) {
            end = weight.indexOf('.', end + 1);
        }
        return end < 0 ? weight : weight.substring(0, end);
    }

    /**
     * Counts from the network's definition; no engine and no weights are needed.
     *
     * @param height of the images; counted is what they are padded to
     * @param width of the images
     * @return in the order in which the network declares them
     */
    public static List<Block> count(int classes, int height, int width) {
        Shape shape = Shape.of(1, 1, PsFusionNetwork.padded(height), PsFusionNetwork.padded(width));
        Map<String, CostTable.Cost> all = costs(classes, shape, PsFusionGraph.OutputSet.ALL);
        Set<String> fusing =
                costs(classes, shape, PsFusionGraph.OutputSet.FUSED_IMAGE).keySet();
        Map<String, Long> parameters = new LinkedHashMap<>();
        try (PsFusionNetwork network = new PsFusionNetwork(classes)) {
            for (Parameter parameter : network.parameters().all()) {
                if (parameter.kind() == Parameter.Kind.TRAINABLE || parameter.kind() == Parameter.Kind.UNUSED) {
                    parameters.merge(name(parameter.name()), parameter.shape().elements(), Long::sum);
                }
            }
        }
        List<Block> blocks = new ArrayList<>();
        parameters.forEach((name, count) -> {
            CostTable.Cost cost = all.getOrDefault(name, new CostTable.Cost(0, 0));
            blocks.add(new Block(name, count, cost.multiplyAccumulates(), fusing.contains(name)));
        });
        return List.copyOf(blocks);
    }

    private static Map<String, CostTable.Cost> costs(int classes, Shape shape, PsFusionGraph.OutputSet wanted) {
        return CostTable.of(PsFusionGraph.shapeOnly(classes, shape, wanted), PsFusionBlocks::name)
                .blocks();
    }

    /**
     * Adds up the time that each block takes in a run. What has no weights, such as a join or an upsampling, counts to the block
     * before it. Not thread-safe.
     */
    public static final class Clock implements GraphRunner.Observer {
        private final Map<String, Long> nanoseconds = new LinkedHashMap<>();
        private String block = "";

        /** Makes a clock at zero. */
        public Clock() {}

        @Override
        public void computed(Node node, Tensor result, long elapsed) {
            node.inputs().stream()
                    .filter(input -> input.operation() instanceof Operation.Constant)
                    .findFirst()
                    .ifPresent(constant -> block = name(((Operation.Constant) constant.operation())
                            .weights()
                            .name()));
            nanoseconds.merge(block, elapsed, Long::sum);
        }

        /** Returns the time of each block, in the order in which they were first computed. */
        public Map<String, Long> nanoseconds() {
            return Collections.unmodifiableMap(nanoseconds);
        }
    }
}
