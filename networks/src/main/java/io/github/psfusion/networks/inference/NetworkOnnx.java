// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.inference;

import io.github.psfusion.imaging.geometry.Padding;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.onnx.OnnxOptions;
import io.github.psfusion.weights.onnx.OnnxWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes networks as ONNX files, which other programs run.
 *
 * <p>Inputs are those of the network, [1, C, height, width], FLOAT32 in [0, 1], of any one size. Outputs have that size: images
 * [1, 1, height, width], FLOAT32; the most probable class of each pixel, or 1 in a mask, [1, height, width], UINT8.
 */
public final class NetworkOnnx {
    /** The network is recorded at this side, or the next one that it takes, for all sizes. */
    private static final int RECORDED_SIDE = 64;

    private NetworkOnnx() {}

    /**
     * What is written.
     *
     * @param outputs names of outputs, at least one
     * @param size of all images; empty where each may have another
     * @param producer name and version of the program that writes the file
     */
    public record Settings(Set<String> outputs, Optional<OnnxOptions.Size> size, String producer) {
        /** Copies the names. */
        public Settings {
            outputs = Set.copyOf(outputs);
            if (outputs.isEmpty()) {
                throw new IllegalArgumentException("an ONNX file needs at least one output");
            }
        }
    }

    /**
     * Reads a list of outputs.
     *
     * @param list names separated by commas, or {@code all}; empty for the fused image
     * @param outputs of which each must be one
     * @throws IllegalArgumentException naming the known outputs if one is unknown
     */
    public static Set<String> outputs(Optional<String> list, List<NetworkOutput> outputs) {
        Set<String> known = new LinkedHashSet<>();
        outputs.forEach(output -> known.add(output.name()));
        if (list.isEmpty()) {
            return Set.of(NetworkOutput.FUSED);
        }
        if (list.get().equals("all")) {
            return known;
        }
        Set<String> wanted = new LinkedHashSet<>();
        for (String name : list.get().split(",", -1)) {
            if (!known.contains(name.strip())) {
                throw new IllegalArgumentException("expected " + String.join(", ", known) + ", not " + name);
            }
            wanted.add(name.strip());
        }
        return wanted;
    }

    /** Returns the names that outputs have in the file, in its order. */
    public static List<String> exportedNames(NetworkSpec spec, Set<String> outputs) {
        return spec.outputs().stream()
                .filter(output -> outputs.contains(output.name()))
                .map(NetworkOutput::exportedName)
                .toList();
    }

    /**
     * Writes the network of a weight file, whole or not at all.
     *
     * @param output replaced if it exists
     * @throws io.github.psfusion.weights.WeightFormatException if the weight file is of another network
     */
    public static void write(Path output, NetworkSpec spec, WeightFile weights, Backend backend, Settings settings)
            throws IOException {
        Architecture architecture = NetworkWeights.architecture(spec, weights);
        try (Network network = NetworkWeights.load(spec, architecture, weights, backend, DataType.FLOAT32)) {
            Map<String, String> provenance = NetworkCalibration.withoutRanges(weights.metadata());
            Map<String, String> metadata = NetworkWeights.metadata(spec, architecture, provenance);
            write(output, new NetworkGraphs(spec, network), spec, backend, settings, metadata);
        }
    }

    /**
     * Writes a network, whole or not at all.
     *
     * @param output replaced if it exists
     * @param graphs of a network loaded in FLOAT32
     * @param metadata of the file
     */
    public static void write(
            Path output,
            NetworkGraphs graphs,
            NetworkSpec spec,
            Backend backend,
            Settings settings,
            Map<String, String> metadata)
            throws IOException {
        OnnxOptions options =
                new OnnxOptions(spec.name(), settings.producer(), spec.sizes().multiple(), settings.size(), metadata);
        OnnxWriter.write(
                output, graphs.exported(recorded(spec, settings.size()), settings.outputs()), options, backend);
    }

    /** A file of one size is recorded at that size, for all sizes at any. */
    private static Shape recorded(NetworkSpec spec, Optional<OnnxOptions.Size> size) {
        SizeRule sizes = spec.sizes();
        if (size.isEmpty()) {
            if (!spec.exportsAnySize()) {
                throw new IllegalArgumentException("an ONNX file of " + spec.name()
                        + " has one size of images, since its computation depends on it. Give --size WxH");
            }
            int side = sizes.padded(RECORDED_SIDE);
            return Shape.of(1, 1, side, side);
        }
        int height = Math.toIntExact(size.get().height());
        int width = Math.toIntExact(size.get().width());
        if (Padding.paddedSize(Math.min(height, width), sizes.multiple()) < sizes.minimum()) {
            throw new IllegalArgumentException("an ONNX file of " + spec.name() + " takes images from "
                    + sizes.minimum() + " x " + sizes.minimum() + " on, not " + width + " x " + height);
        }
        return Shape.of(1, 1, sizes.padded(height), sizes.padded(width));
    }
}
