// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.inference;

import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.methods.Sizing;
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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the activation ranges that int8 inference needs, on images like those that will be fused, and keeps them in the metadata of
 * the weight file. Not thread-safe.
 */
public final class NetworkCalibration implements AutoCloseable {
    private static final String RANGES = "int8_ranges";
    private static final String IMAGES = "int8_pictures"; // as files of former versions have it
    /** What is true of the calibrated weights only. */
    static final Set<String> METADATA = Set.of(RANGES, IMAGES);

    private final NetworkSpec spec;
    private final Architecture architecture;
    private final WeightFile file;
    private final Backend backend;
    private final Network network;
    private final NetworkGraphs graphs;
    private final WeightStore store;
    private final Map<Shape, Observed> bySize = new HashMap<>();
    private int pairs;

    private record Observed(GraphRunner runner, Calibration calibration) {}

    /**
     * Loads the network of a file, which must stay open.
     *
     * @throws IOException if it cannot be read or holds another network
     */
    public NetworkCalibration(NetworkSpec spec, WeightFile file, Backend backend) throws IOException {
        this.spec = spec;
        this.file = file;
        this.backend = backend;
        this.architecture = NetworkWeights.architecture(spec, file);
        this.network = NetworkWeights.load(spec, architecture, file, backend, DataType.FLOAT32);
        this.graphs = new NetworkGraphs(spec, network);
        this.store = new WeightStore(backend);
    }

    /** Fuses a pair and observes the activations. */
    public void observe(ImagePair pair) {
        ImagePair prepared = spec.sizeAdapter(Sizing.PAD).prepare(pair);
        Shape shape = Shape.of(1, 1, prepared.height(), prepared.width());
        try (TensorScope scope = backend.openScope();
                Autograd.Mode mode = backend.autograd().recording(false)) {
            Observed observed = bySize.computeIfAbsent(shape, this::observed);
            var unused = observed.runner.run(
                    ImageTensors.inputs(spec.inputs(), prepared, backend, DataType.FLOAT32), observed.calibration);
        }
        pairs++;
    }

    private Observed observed(Shape shape) {
        Graph graph = graphs.folded(shape, DataType.FLOAT32, Set.of(NetworkOutput.FUSED));
        return new Observed(new GraphRunner(graph, store), graphs.calibration(graph));
    }

    /**
     * Returns the ranges over all pairs.
     *
     * @throws IllegalStateException if no pair was observed
     */
    public ActivationRanges ranges() {
        return bySize.values().stream()
                .map(observed -> observed.calibration.ranges())
                .reduce(ActivationRanges::joined)
                .orElseThrow(() -> new IllegalStateException("no pair was observed"));
    }

    /**
     * Writes the weights again, value for value, with the ranges.
     *
     * @param output the safetensors file to write, whole or not at all
     * @param images what images these were, in words
     */
    public void write(Path output, String images) throws IOException {
        Map<String, String> metadata =
                new LinkedHashMap<>(NetworkWeights.metadata(spec, architecture, file.metadata()));
        metadata.put(IMAGES, pairs + " pairs, " + images);
        metadata.put(RANGES, ranges().toLines());
        SafetensorsWriter.write(output, metadata, TensorToWrite.allOf(file));
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

    /** Returns metadata without the ranges. */
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
