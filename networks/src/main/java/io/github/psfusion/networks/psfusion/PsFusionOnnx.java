// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.psfusion;

import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.weights.onnx.OnnxOptions;
import io.github.psfusion.weights.onnx.OnnxWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes a network as an ONNX file, which other programs run.
 *
 * <p>Inputs: {@code visible}, red, green, blue, [1, 3, height, width], and {@code infrared}, [1, 1, height, width], FLOAT32 in [0,
 * 1], of any one size. Outputs have that size.
 */
public final class PsFusionOnnx {
    /** At it the network is recorded for all sizes. */
    private static final Shape RECORDED = Shape.of(1, 1, 64, 64);

    private PsFusionOnnx() {}

    /** What the file can compute. */
    public enum Output {
        /** Luminance of the fused image, [1, 1, height, width], FLOAT32 in (0, 1). */
        FUSED("fused"),
        /** the most probable class, [1, height, width], UINT8. */
        CLASSES("classes"),
        /** 1 where an object is, [1, height, width], UINT8. */
        BINARY("binary"),
        /** 1 at the boundaries of objects, [1, height, width], UINT8. */
        BOUNDARY("boundary"),
        /** The infrared image reconstructed, [1, 1, height, width], FLOAT32 in (0, 1). */
        INFRARED("infrared_reconstruction"),
        /** The luminance of the visible image reconstructed, [1, 1, height, width], FLOAT32 in (0, 1). */
        VISIBLE("visible_reconstruction");

        private final String key;

        Output(String key) {
            this.key = key;
        }

        /** Returns its name in the file. */
        public String key() {
            return key;
        }
    }

    /**
     * Writes the file, whole or not at all.
     *
     * @param file replaced if it exists
     * @param network loaded in FLOAT32
     * @param wanted at least one
     * @param size of all images; empty where each may have another
     * @param producer name and version of the program that writes it
     * @param provenance how the weights were made
     */
    public static void write(
            Path file,
            PsFusionNetwork network,
            Backend backend,
            Set<Output> wanted,
            Optional<OnnxOptions.Size> size,
            String producer,
            Map<String, String> provenance)
            throws IOException {
        Map<String, String> metadata = PsFusionWeights.metadata(network.classes(), provenance);
        OnnxOptions options = new OnnxOptions("PSFusion", producer, PsFusionNetwork.SIZE_MULTIPLE, size, metadata);
        OnnxWriter.write(file, PsFusionGraph.exported(network, RECORDED, EnumSet.copyOf(wanted)), options, backend);
    }
}
