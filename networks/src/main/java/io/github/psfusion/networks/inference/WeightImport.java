// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.inference;

import io.github.psfusion.networks.BindingReport;
import io.github.psfusion.networks.StateDictLoader;
import io.github.psfusion.platform.Sha256;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The import of published weights: checks them against their network, and writes them as safetensors with their origin. Owns the loaded network; the weight file and the backend stay open.
 */
public final class WeightImport implements AutoCloseable {
    private final NetworkSpec spec;
    private final WeightFile file;
    private final Architecture architecture;
    private final Network network;
    private final BindingReport report;

    /** What happens to tensors that the network does not know. */
    public enum Unexpected {
        /** The file is refused. */
        REFUSE,
        /** They are left out. */
        LEAVE_OUT
    }

    private WeightImport(
            NetworkSpec spec, WeightFile file, Architecture architecture, Network network, BindingReport report) {
        this.spec = spec;
        this.file = file;
        this.architecture = architecture;
        this.network = network;
        this.report = report;
    }

    /**
     * Loads the weights of a file.
     *
     * @param spec the network, which {@link NetworkSpecs#recognize} finds
     * @throws WeightFormatException if the file does not fit the network, or if values or activation ranges are damaged
     */
    public static WeightImport load(NetworkSpec spec, WeightFile file, Unexpected unexpected, Backend backend)
            throws IOException {
        Architecture architecture = NetworkWeights.architecture(spec, file);
        var unused = NetworkCalibration.ranges(file); // copied with the metadata; damaged ones would show only in int8
        Network network = spec.build(architecture);
        boolean loaded = false;
        try {
            BindingReport report = load(spec, network, file, unexpected, backend);
            loaded = true;
            return new WeightImport(spec, file, architecture, network, report);
        } finally {
            if (!loaded) {
                network.close();
            }
        }
    }

    private static BindingReport load(
            NetworkSpec spec, Network network, WeightFile file, Unexpected unexpected, Backend backend)
            throws IOException {
        BindingReport fit = StateDictLoader.compare(network.parameters(), file, spec.publishedKeys());
        boolean leavesOut = unexpected == Unexpected.LEAVE_OUT
                && fit.missing().isEmpty()
                && fit.shapeMismatch().isEmpty();
        if (leavesOut) {
            return StateDictLoader.loadMatching(network.parameters(), file, backend, spec.publishedKeys());
        }
        StateDictLoader.load(network.parameters(), file, backend, DataType.FLOAT32, spec.publishedKeys());
        return fit;
    }

    /** Returns the form of the network. */
    public Architecture architecture() {
        return architecture;
    }

    /** Returns how the file fits. */
    public BindingReport report() {
        return report;
    }

    /**
     * Writes the weights with their origin, whole or not at all.
     *
     * @param storage the floating type in the file: see {@link StateDictLoader#toWrite}
     */
    public void write(Path output, DataType storage) throws IOException {
        Map<String, String> provenance = new LinkedHashMap<>(file.metadata());
        List<String> names = new ArrayList<>();
        List<String> digests = new ArrayList<>();
        for (Path part : file.files()) {
            names.add(String.valueOf(part.getFileName()));
            digests.add(Sha256.of(part));
        }
        provenance.put("source", String.join(" + ", names));
        provenance.put("source_format", file.format());
        provenance.put("source_sha256", String.join(" + ", digests));
        NetworkWeights.write(output, spec, architecture, network, storage, provenance);
    }

    @Override
    public void close() {
        network.close();
    }
}
