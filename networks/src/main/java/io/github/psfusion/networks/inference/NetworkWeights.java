// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.inference;

import io.github.psfusion.imaging.fingerprint.TrainingPairs;
import io.github.psfusion.networks.BindingReport;
import io.github.psfusion.networks.StateDictLoader;
import io.github.psfusion.networks.StateDictNames;
import io.github.psfusion.platform.Sha256;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.weights.TensorAverage;
import io.github.psfusion.weights.TensorToWrite;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFormatException;
import io.github.psfusion.weights.safetensors.SafetensorsWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Weight files of networks.
 *
 * <p>Those that are written here are safetensors; their metadata begin with {@code format} = {@code psfusion}, {@code network} = the
 * network's name, its facts such as {@code classes}, {@code without} = the parts that it was built without, if there are any, and
 * {@code version}, the version of this convention. What follows records
 * how the weights were made.
 */
public final class NetworkWeights {
    private static final String VERSION = "1";

    private NetworkWeights() {}

    /**
     * Returns the form of a network that a file was made for, with the default of each option.
     *
     * @throws WeightFormatException if the file is of another network, or its metadata name another variant than its tensors are
     */
    public static Architecture architecture(NetworkSpec spec, WeightFile file) throws WeightFormatException {
        StateDictNames names = new StateDictNames(file);
        NetworkSpecs.requireOf(spec, file, names);
        Architecture architecture =
                Architecture.published(spec).without(spec, NetworkVariant.missingParts(spec, file, names));
        for (ArchitectureFact fact : spec.facts()) {
            if (!architecture.facts().containsKey(fact.name())) {
                continue;
            }
            Shape shape = names.stored(fact.weight())
                    .map(file::shape)
                    .orElseThrow(() -> new WeightFormatException(
                            file.path(),
                            "not a whole " + spec.name() + " weight file: \"" + fact.weight()
                                    + "\" is missing. Give the"
                                    + " authors' checkpoint, or a .safetensors file that this program wrote."));
            long value = shape.rank() > fact.dimension() ? shape.size(fact.dimension()) : -1;
            if (value < fact.least() || value > fact.greatest()) {
                throw new WeightFormatException(
                        file.path(),
                        "\"" + fact.weight() + "\" has the shape " + shape + "; expected " + fact.least() + " to "
                                + fact.greatest() + " " + fact.name() + " in dimension " + fact.dimension()
                                + ". The file is damaged or of another network.");
            }
            architecture = architecture.withFact(fact.name(), (int) value);
        }
        return architecture;
    }

    /**
     * Makes the network that a file was made for and loads it.
     *
     * @param type the floating type of the parameters
     * @return a network that the caller closes
     * @throws WeightFormatException if the file does not fit
     */
    public static Network load(NetworkSpec spec, WeightFile file, Backend backend, DataType type) throws IOException {
        return load(spec, architecture(spec, file), file, backend, type);
    }

    /**
     * Makes a network and loads it.
     *
     * @param type the floating type of the parameters
     * @return a network that the caller closes
     * @throws WeightFormatException if the file does not fit
     */
    public static Network load(
            NetworkSpec spec, Architecture architecture, WeightFile file, Backend backend, DataType type)
            throws IOException {
        NetworkVariant found = NetworkVariant.of(spec, architecture(spec, file));
        NetworkVariant expected = NetworkVariant.of(spec, architecture);
        if (!found.equals(expected)) {
            throw NetworkVariant.other(file, found, expected);
        }
        Network network = spec.build(architecture);
        boolean loaded = false;
        try {
            StateDictLoader.load(network.parameters(), file, backend, type, spec.publishedKeys());
            loaded = true;
            return network;
        } finally {
            if (!loaded) {
                network.close();
            }
        }
    }

    /**
     * Returns how a file fits a network, from names, shapes and types alone; no backend is needed.
     *
     * @throws WeightFormatException if the file is of another network
     */
    public static BindingReport compare(NetworkSpec spec, WeightFile file) throws WeightFormatException {
        try (Network network = spec.build(architecture(spec, file))) {
            return StateDictLoader.compare(network.parameters(), file, spec.publishedKeys());
        }
    }

    /**
     * Returns the pairs on which the weights of a file were trained, as its metadata list them; unknown where they do not.
     *
     * @throws WeightFormatException if the list is damaged
     */
    public static TrainingPairs trainingPairs(WeightFile file) throws WeightFormatException {
        try {
            return TrainingPairs.in(file.metadata());
        } catch (IllegalArgumentException e) {
            throw new WeightFormatException(file.path(), String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Writes the tensors of a file again, value for value, with a list of the pairs on which they were trained.
     *
     * @param output the safetensors file to write, whole or not at all
     */
    public static void annotate(WeightFile file, TrainingPairs trainingPairs, Path output) throws IOException {
        Map<String, String> metadata = new LinkedHashMap<>(file.metadata());
        metadata.put(TrainingPairs.METADATA, trainingPairs.text());
        SafetensorsWriter.write(output, metadata, TensorToWrite.allOf(file));
    }

    /**
     * Writes the average of weight files. The metadata are those in which all files agree, without activation ranges, which would not
     * hold; the training pairs of all of them; and under {@code averaged} the share, name and SHA-256 of each file.
     *
     * @param shares see {@link TensorAverage#normalized}
     * @param output the safetensors file to write, whole or not at all
     * @throws WeightFormatException if the files have different tensors, or a list of training pairs is damaged
     * @throws IllegalArgumentException if the shares are not valid
     */
    public static void average(List<WeightFile> files, List<Double> shares, Path output) throws IOException {
        TensorAverage average = new TensorAverage(files, shares);
        Map<String, String> metadata = new LinkedHashMap<>(files.get(0).metadata());
        TrainingPairs pairs = trainingPairs(files.get(0));
        for (WeightFile file : files) {
            metadata.entrySet().retainAll(file.metadata().entrySet());
            pairs = pairs.and(trainingPairs(file));
        }
        metadata.keySet().removeAll(NetworkCalibration.METADATA);
        metadata.remove(TrainingPairs.METADATA);
        if (!pairs.isUnknown()) {
            metadata.put(TrainingPairs.METADATA, pairs.text());
        }
        metadata.put("averaged", described(files, TensorAverage.normalized(shares, files.size())));
        SafetensorsWriter.write(output, metadata, average.tensors());
    }

    private static String described(List<WeightFile> files, List<Double> shares) throws IOException {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            Path file = files.get(i).path();
            String digest = Files.isRegularFile(file) ? " (sha256 " + Sha256.of(file) + ")" : "";
            parts.add(shares.get(i) + " of " + file.getFileName() + digest);
        }
        return String.join(", ", parts);
    }

    /**
     * Writes a network as safetensors, whole or not at all.
     *
     * @param storage the floating type in the file: see {@link StateDictLoader#toWrite}
     * @param provenance how the weights were made, in any words
     */
    public static void write(
            Path file,
            NetworkSpec spec,
            Architecture architecture,
            Network network,
            DataType storage,
            Map<String, String> provenance)
            throws IOException {
        SafetensorsWriter.write(
                file, metadata(spec, architecture, provenance), StateDictLoader.toWrite(network.parameters(), storage));
    }

    /** Returns the metadata of a file that is written here: what it holds, then how that was made. */
    public static Map<String, String> metadata(
            NetworkSpec spec, Architecture architecture, Map<String, String> provenance) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("format", "psfusion");
        NetworkVariant.of(spec, architecture).describe(metadata, architecture.facts());
        metadata.put("version", VERSION);
        provenance.forEach(metadata::putIfAbsent);
        return metadata;
    }
}
