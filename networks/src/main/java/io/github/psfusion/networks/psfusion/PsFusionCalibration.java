// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.psfusion;

import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.tensors.Autograd;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.TensorScope;
import io.github.psfusion.tensors.graph.ActivationRanges;
import io.github.psfusion.tensors.graph.Calibration;
import io.github.psfusion.tensors.graph.Graph;
import io.github.psfusion.tensors.graph.GraphRunner;
import io.github.psfusion.tensors.graph.WeightStore;
import io.github.psfusion.weights.TensorToWrite;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFormatException;
import io.github.psfusion.weights.safetensors.SafetensorsWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What computing in bytes needs to know of a network: between which numbers its maps lie, found out on images like those that
 * will be fused, and kept in the metadata of the weight file. Not thread-safe.
 */
public final class PsFusionCalibration implements AutoCloseable {
    private static final String RANGES = "int8_ranges";
    private static final String IMAGES = "int8_pictures";

    private final WeightFile file;
    private final Backend backend;
    private final PsFusionNetwork network;
    private final WeightStore store;
    private final Map<Shape, Watched> bySize = new HashMap<>();
    private int pairs;

    private record Watched(GraphRunner runner, Calibration calibration) {}

    /**
     * Loads the network of a file, which must stay open.
     *
     * @throws IOException if it cannot be read or holds another network
     */
    public PsFusionCalibration(WeightFile file, Backend backend) throws IOException {
        this.file = file;
        this.backend = backend;
        this.network = PsFusionWeights.load(file, backend, DataType.FLOAT32);
        this.store = new WeightStore(backend);
    }

    /** Fuses a pair and notes the ranges. */
    public void see(ImagePair pair) {
        ImagePair seen = SizeAdapter.of(PsFusionOptions.SizeAdapter.PAD).before(pair);
        try (TensorScope scope = backend.openScope();
                Autograd.Mode mode = backend.autograd().recording(false)) {
            Watched watched = bySize.computeIfAbsent(Shape.of(1, 1, seen.height(), seen.width()), this::watched);
            var unused = watched.runner.run(PairTensors.of(seen, backend, DataType.FLOAT32), watched.calibration);
        }
        pairs++;
    }

    private Watched watched(Shape shape) {
        Graph graph = PsFusionGraph.folded(network, shape, DataType.FLOAT32, PsFusionGraph.OutputSet.FUSED_IMAGE);
        return new Watched(new GraphRunner(graph, store), PsFusionGraph.calibration(graph));
    }

    /**
     * Returns what was seen.
     *
     * @throws IllegalStateException if no pair was
     */
    public ActivationRanges ranges() {
        return bySize.values().stream()
                .map(watched -> watched.calibration.ranges())
                .reduce(ActivationRanges::joined)
                .orElseThrow(() -> new IllegalStateException("no pair was seen"));
    }

    /**
     * Writes the weights again, number for number, with what was seen.
     *
     * @param output the safetensors file to write, whole or not at all
     * @param images what images these were, in words
     */
    public void write(Path output, String images) throws IOException {
        Map<String, String> metadata =
                new LinkedHashMap<>(PsFusionWeights.metadata(network.classes(), file.metadata()));
        metadata.put(IMAGES, pairs + " pairs, " + images);
        metadata.put(RANGES, ranges().toLines());
        List<TensorToWrite> tensors = new ArrayList<>();
        for (String name : file.names()) {
            tensors.add(TensorToWrite.of(file.tensor(name)));
        }
        SafetensorsWriter.write(output, metadata, tensors);
    }

    /**
     * Returns the ranges that a file holds.
     *
     * @throws WeightFormatException if they are damaged
     */
    public static Optional<ActivationRanges> ranges(WeightFile file) throws WeightFormatException {
        String lines = file.metadata().get(RANGES);
        try {
            return lines == null ? Optional.empty() : Optional.of(ActivationRanges.parse(lines));
        } catch (IllegalArgumentException e) {
            throw new WeightFormatException(file.path(), "\"" + RANGES + "\" is damaged: " + e.getMessage(), e);
        }
    }

    /** Returns what metadata say beside the ranges. */
    public static Map<String, String> withoutRanges(Map<String, String> metadata) {
        Map<String, String> others = new LinkedHashMap<>(metadata);
        others.remove(RANGES);
        others.remove(IMAGES);
        return others;
    }

    @Override
    public void close() {
        store.close();
        network.close();
    }
}
