// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.inference;

import io.github.psfusion.methods.BlockCost;
import io.github.psfusion.methods.Sizing;
import io.github.psfusion.networks.Parameter;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.graph.CostTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Parameters and operations of a network, by block. */
public final class NetworkSummary {
    private NetworkSummary() {}

    /**
     * Counts from the network's definition; no backend and no weights are needed.
     *
     * @param width of the images; counted is what they are padded to
     * @param height of the images
     * @return in the order in which the network declares its blocks
     */
    public static List<BlockCost> of(NetworkSpec spec, Architecture architecture, int width, int height) {
        SizeAdapter sizes = spec.sizeAdapter(Sizing.PAD);
        Shape shape = Shape.of(1, 1, sizes.prepared(height), sizes.prepared(width));
        Map<String, CostTable.Cost> all =
                costs(spec, architecture, shape, NetworkGraphs.allOutputs(spec, architecture));
        Set<String> fusing =
                costs(spec, architecture, shape, Set.of(NetworkOutput.FUSED)).keySet();
        Map<String, Long> parameters = new LinkedHashMap<>();
        try (Network network = spec.build(architecture)) {
            for (Parameter parameter : network.parameters().all()) {
                if (parameter.kind() == Parameter.Kind.TRAINABLE || parameter.kind() == Parameter.Kind.UNUSED) {
                    parameters.merge(
                            spec.block(parameter.name()), parameter.shape().elements(), Long::sum);
                }
            }
        }
        List<BlockCost> blocks = new ArrayList<>();
        parameters.forEach((name, count) -> {
            CostTable.Cost cost = all.getOrDefault(name, new CostTable.Cost(0, 0));
            blocks.add(new BlockCost(name, count, cost.multiplyAccumulates(), fusing.contains(name)));
        });
        return List.copyOf(blocks);
    }

    private static Map<String, CostTable.Cost> costs(
            NetworkSpec spec, Architecture architecture, Shape shape, Set<String> outputs) {
        return CostTable.of(NetworkGraphs.shapeOnly(spec, architecture, shape, outputs), spec::block)
                .blocks();
    }
}
