// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.downstream;

import io.github.psfusion.datasets.DatasetException;
import io.github.psfusion.datasets.PairImages;
import io.github.psfusion.downstream.networks.SegmenterKind;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.methods.BlockCost;
import io.github.psfusion.methods.MethodContext;
import io.github.psfusion.methods.OutputSet;
import io.github.psfusion.networks.psfusion.PsFusion;
import io.github.psfusion.platform.Sha256;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFiles;
import io.github.psfusion.weights.WeightFormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** PSFusion's own semantic branch: the class map that the network predicts from the features that it fuses. */
final class HeadSegmenter implements PairSegmenter {
    private static final String CLASSES = "classes";
    private static final OutputSet OUTPUTS = OutputSet.LUMINANCE.withExtra(Set.of(CLASSES));
    /** What weight files of this program state of the pairs that they were trained on. */
    private static final Pattern WITH_LABELS = Pattern.compile("\\b[1-9]\\d* with labels");

    private final Path weights;
    private final PsFusion network;

    private HeadSegmenter(Path weights, PsFusion network) {
        this.weights = weights;
        this.network = network;
    }

    /**
     * Loads weights.
     *
     * @param classes names of the classes of the data set
     * @throws WeightFormatException if the file is damaged, of another network, or its head has never seen a label
     * @throws DatasetException if the head has another number of classes
     */
    static HeadSegmenter open(Path weights, List<String> classes, MethodContext context) throws IOException {
        requireLearned(weights);
        PsFusion network = PsFusion.load(weights, context);
        if (network.classes() != classes.size()) {
            int found = network.classes();
            network.close();
            throw new DatasetException(weights + ": the network predicts " + found + " classes, the data set has "
                    + classes.size() + " (" + String.join(", ", classes)
                    + "). Name the classes of the network with --classes, or leave its row out.");
        }
        return new HeadSegmenter(weights, network);
    }

    private static void requireLearned(Path weights) throws IOException {
        try (WeightFile file = WeightFiles.open(weights)) {
            String use = file.metadata().getOrDefault("labels", "");
            String data = file.metadata().getOrDefault("data", "");
            boolean noLabels =
                    data.contains("with labels") && !WITH_LABELS.matcher(data).find();
            if (use.equals("none") || noLabels) {
                throw new WeightFormatException(
                        weights,
                        "these weights were trained without labels, so that their semantic branch has learned no classes."
                                + " Name weights that were trained with labels, or leave the row out.");
            }
        }
    }

    @Override
    public LabelMap predict(PairImages pair) throws IOException {
        return network.fuse(pair.images(), OUTPUTS).labels(CLASSES);
    }

    @Override
    public Map<String, String> facts() throws IOException {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("weights", String.valueOf(weights.getFileName()));
        facts.put("weights_sha256", Sha256.of(weights));
        facts.put("precision", network.description().settings().getOrDefault("precision", ""));
        return facts;
    }

    /** Returns what the whole network costs, which fuses as well. */
    SegmenterKind.Cost cost(int width, int height) {
        List<BlockCost> blocks = network.blocks(width, height);
        return new SegmenterKind.Cost(
                blocks.stream().mapToLong(BlockCost::parameters).sum(),
                blocks.stream().mapToLong(BlockCost::multiplyAccumulates).sum());
    }

    @Override
    public void close() {
        network.close();
    }
}
