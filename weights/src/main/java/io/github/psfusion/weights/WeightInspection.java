// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights;

import io.github.psfusion.platform.Sha256;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a weight file holds.
 *
 * @param file the file
 * @param format such as {@code safetensors}
 * @param bytes its size; that of all files, if there are several
 * @param sha256 its digest; of several files, joined by plus signs
 * @param metadata its metadata
 * @param remarks what else it holds
 * @param tensors its tensors, in its order
 */
public record WeightInspection(
        Path file,
        String format,
        long bytes,
        String sha256,
        Map<String, String> metadata,
        List<String> remarks,
        List<Entry> tensors) {
    /**
     * A tensor of the file.
     *
     * @param name its key
     * @param statistics of its values
     */
    public record Entry(String name, DataType type, Shape shape, TensorStatistics statistics) {}

    /** Copies the list. */
    public WeightInspection {
        tensors = List.copyOf(tensors);
    }

    /**
     * Reads every tensor once.
     *
     * @param check called before each tensor; may throw, to leave early
     */
    public static WeightInspection of(WeightFile weights, Runnable check) throws IOException {
        long bytes = 0;
        List<String> digests = new ArrayList<>();
        for (Path file : weights.files()) {
            bytes += Files.size(file);
            digests.add(Sha256.of(file));
        }
        List<Entry> entries = new ArrayList<>();
        for (String name : weights.names()) {
            check.run();
            entries.add(new Entry(
                    name, weights.type(name), weights.shape(name), TensorStatistics.of(weights.tensor(name))));
        }
        return new WeightInspection(
                weights.path(),
                weights.format(),
                bytes,
                String.join(" + ", digests),
                weights.metadata(),
                weights.remarks(),
                entries);
    }

    /** Returns the number of values of all tensors. */
    public long values() {
        return tensors.stream().mapToLong(entry -> entry.shape().elements()).sum();
    }

    /** Returns the number of values that are not finite. */
    public long notFinite() {
        return tensors.stream()
                .mapToLong(entry -> entry.statistics().notFinite())
                .sum();
    }
}
