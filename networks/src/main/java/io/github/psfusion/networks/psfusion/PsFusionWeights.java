// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.psfusion;

import io.github.psfusion.networks.StateDictLoader;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFormatException;
import io.github.psfusion.weights.safetensors.SafetensorsWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Weight files of PSFusion.
 *
 * <p>Our own are safetensors; their metadata begin with {@code format} = {@code psfusion}, {@code network} = {@code
 * PSFusion}, {@code classes} and {@code version}, the version of this convention. What follows tells how they were made.
 */
public final class PsFusionWeights {
    /** The only parameter, beside its bias, whose shape depends on the number of classes: the first size is it. */
    private static final String SEMANTIC_HEAD = "classfier.semantic_conv2.weight";

    private static final String VERSION = "1";

    private PsFusionWeights() {}

    /**
     * Returns the number of classes of the network that a file was made for.
     *
     * @throws WeightFormatException if the file is not one of PSFusion's
     */
    public static int classes(WeightFile file) throws WeightFormatException {
        Shape shape = StateDictLoader.shape(file, SEMANTIC_HEAD).orElseThrow(() -> notOurs(file));
        if (shape.rank() != 4 || shape.size(0) < 2 || shape.size(0) > MAX_CLASSES) {
            throw new WeightFormatException(
                    file.path(),
                    "\"" + SEMANTIC_HEAD + "\" has the shape " + shape + "; expected [classes, 64, 3, 3] with 2 to "
                            + MAX_CLASSES + " classes. The file is damaged or of another network.");
        }
        return (int) shape.size(0);
    }

    /** Label files hold a class in a byte, of which 255 means none. */
    private static final int MAX_CLASSES = 255;

    private static WeightFormatException notOurs(WeightFile file) {
        String seems = StateDictLoader.family(file)
                .map(family ->
                        "it seems to hold " + family + " (" + file.names().size() + " tensors)")
                .orElseGet(() -> "none of its " + file.names().size() + " tensors is named \"" + SEMANTIC_HEAD + "\"");
        return new WeightFormatException(
                file.path(),
                "not a PSFusion weight file: " + seems
                        + ". Give the authors' checkpoint, or a .safetensors file that this program wrote.");
    }

    /**
     * Makes a network of a file's number of classes and loads it.
     *
     * @param type the floating type of the parameters
     * @return a network that the caller closes
     * @throws WeightFormatException if the file does not fit
     */
    public static PsFusionNetwork load(WeightFile file, Backend backend, DataType type) throws IOException {
        PsFusionNetwork network = new PsFusionNetwork(classes(file));
        boolean loaded = false;
        try {
            StateDictLoader.load(network.parameters(), file, backend, type);
            loaded = true;
            return network;
        } finally {
            if (!loaded) {
                network.close();
            }
        }
    }

    /**
     * Writes a network as safetensors, whole or not at all.
     *
     * @param storage the floating type in the file: see {@link StateDictLoader#toWrite}
     * @param provenance how the weights were made, in any words
     */
    public static void write(Path file, PsFusionNetwork network, DataType storage, Map<String, String> provenance)
            throws IOException {
        SafetensorsWriter.write(
                file, metadata(network.classes(), provenance), StateDictLoader.toWrite(network.parameters(), storage));
    }

    /** Returns the metadata of a file of ours: what it holds, then how that was made. */
    public static Map<String, String> metadata(int classes, Map<String, String> provenance) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("format", "psfusion");
        metadata.put("network", "PSFusion");
        metadata.put("classes", Integer.toString(classes));
        metadata.put("version", VERSION);
        provenance.forEach(metadata::putIfAbsent);
        return metadata;
    }
}
