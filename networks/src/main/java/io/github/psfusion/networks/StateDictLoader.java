// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks;

import io.github.psfusion.networks.Parameter.Kind;
import io.github.psfusion.platform.Excerpt;
import io.github.psfusion.tensors.Autograd;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import io.github.psfusion.weights.InvalidValues;
import io.github.psfusion.weights.StoredTensor;
import io.github.psfusion.weights.TensorToWrite;
import io.github.psfusion.weights.WeightFile;
import io.github.psfusion.weights.WeightFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Fills the parameters of a network from weight files, and lists them for writing.
 *
 * <p>Names are those of the authors' state dict; a {@code module.} before all of them is removed, and what a profiler added
 * ({@code total_ops}, {@code total_params}) is ignored. Floating types are converted, widening exactly.
 */
public final class StateDictLoader {
    /** Tensors with invalid values that a message names. */
    private static final int NAMED_TENSORS = 5;

    private StateDictLoader() {}

    /**
     * Loads every parameter as FLOAT32.
     *
     * @throws WeightFormatException with all missing, unexpected and wrongly shaped names, if anything does not fit, or with
     *     the tensors that have {@linkplain InvalidValues invalid values}; then no parameter has changed
     * @throws IOException if the file cannot be read; then some may have
     */
    public static void load(Parameters parameters, WeightFile file, Backend backend) throws IOException {
        load(parameters, file, backend, DataType.FLOAT32);
    }

    /**
     * Loads every parameter.
     *
     * @param type the floating type that the values get; biases, scales and statistics are never of less than FLOAT32
     * @throws WeightFormatException with all missing, unexpected and wrongly shaped names, if anything does not fit, or with
     *     the tensors that have {@linkplain InvalidValues invalid values}; then no parameter has changed
     * @throws IOException if the file cannot be read; then some may have
     */
    public static void load(Parameters parameters, WeightFile file, Backend backend, DataType type) throws IOException {
        load(parameters, file, backend, type, KeyMapping.SAME);
    }

    /**
     * Loads every parameter of a file that may have other keys than the network.
     *
     * @param type the floating type that the values get; biases, scales and statistics are never of less than FLOAT32
     * @param keys where the file keeps the parameters that it does not hold under their own names
     * @throws WeightFormatException with all missing, unexpected and wrongly shaped names, if anything does not fit, or with
     *     the tensors that have {@linkplain InvalidValues invalid values}; then no parameter has changed
     * @throws IOException if the file cannot be read; then some may have
     */
    public static void load(Parameters parameters, WeightFile file, Backend backend, DataType type, KeyMapping keys)
            throws IOException {
        Plan plan = Plan.of(parameters, file, keys, false);
        if (!plan.report.isComplete()) {
            String family = WeightFamily.of(plan.names)
                    .map(found -> "The file seems to hold " + found.title() + ".")
                    .orElse("The file seems to be of another network.");
            throw new WeightFormatException(
                    file.path(), "does not fit the network: " + plan.report.describe() + "\n  " + family);
        }
        plan.apply(parameters, file, backend, type);
    }

    /** Returns how a file fits, from its names, shapes and types alone; nothing is loaded and no backend is needed. */
    public static BindingReport compare(Parameters parameters, WeightFile file) {
        return compare(parameters, file, KeyMapping.SAME);
    }

    /** Returns how a file fits that may have other keys than the network; as {@link #compare(Parameters, WeightFile)}. */
    public static BindingReport compare(Parameters parameters, WeightFile file, KeyMapping keys) {
        return Plan.of(parameters, file, keys, false).report;
    }

    /**
     * Loads, as FLOAT32, the parameters whose names and shapes the file has, and leaves the others as they are: those of a
     * network with another number of classes, or those of another network whose layers are declared as {@linkplain
     * Parameters#pretrainedAs pretrained}.
     *
     * @return what matched and what did not; names of the file that were not used are unexpected
     * @throws WeightFormatException if nothing matches, or if what matches has {@linkplain InvalidValues invalid values}; then
     *     no parameter has changed
     */
    public static BindingReport loadMatching(Parameters parameters, WeightFile file, Backend backend)
            throws IOException {
        return loadMatching(parameters, file, backend, KeyMapping.SAME);
    }

    /** Loads what matches of a file that may have other keys than the network; as {@link #loadMatching(Parameters, WeightFile, Backend)}. */
    public static BindingReport loadMatching(Parameters parameters, WeightFile file, Backend backend, KeyMapping keys)
            throws IOException {
        Plan plan = Plan.of(parameters, file, keys, true);
        if (plan.sources.isEmpty()) {
            throw new WeightFormatException(file.path(), "nothing in it fits the network: " + plan.report.describe());
        }
        plan.apply(parameters, file, backend, DataType.FLOAT32);
        return plan.report;
    }

    /**
     * Lists the parameters for writing, in the order of their declaration.
     *
     * <p>Types of two bytes are used for tensors of at least two dimensions only: running variances may leave the range of
     * float16, and biases and statistics take next to no room. Counters are INT64.
     *
     * @param storage the floating type in the file
     * @return tensors that read the parameters when they are written, on the writing thread; writing throws an {@link
     *     IllegalStateException} if a value is too large for the type
     */
    public static List<TensorToWrite> toWrite(Parameters parameters, DataType storage) {
        if (!storage.isFloating()) {
            throw new IllegalArgumentException("weights cannot be stored as " + storage);
        }
        List<TensorToWrite> tensors = new ArrayList<>();
        for (Parameter parameter : parameters.all()) {
            if (parameter.kind() == Kind.COUNTER) {
                tensors.add(new TensorToWrite(
                        parameter.name(), DataType.INT64, parameter.shape(), () -> bytes(parameter.count())));
            } else {
                boolean widened = storage.bytes() == 2 && parameter.shape().rank() < 2;
                DataType type = widened ? DataType.FLOAT32 : storage;
                tensors.add(new TensorToWrite(parameter.name(), type, parameter.shape(), () -> bytes(parameter, type)));
            }
        }
        return tensors;
    }

    private static ByteBuffer bytes(long count) {
        return ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(count)
                .flip();
    }

    private static ByteBuffer bytes(Parameter parameter, DataType type) {
        Tensor value = parameter.value();
        try (TensorScope scope = value.backend().openScope();
                Autograd.Mode mode = value.backend().autograd().recording(false)) {
            Tensor converted = value.to(type);
            if (!converted.isFinite() && value.isFinite()) {
                throw new IllegalStateException(
                        parameter.name() + " has values too large for " + type + ". Store the weights as BFLOAT16.");
            }
            return converted.toBytes();
        }
    }

    /** Which tensor of the file goes where; made from names, shapes and types, before anything is loaded. */
    private record Plan(StateDictNames names, Map<Parameter, Source> sources, BindingReport report) {
        private record Source(String stored, KeyMapping.Layout layout) {}

        static Plan of(Parameters parameters, WeightFile file, KeyMapping keys, boolean pretrained) {
            StateDictNames names = new StateDictNames(file);
            Map<Parameter, Source> sources = new LinkedHashMap<>();
            Set<String> unused = new HashSet<>(names.all());
            unused.removeIf(keys::isUnneeded);
            List<String> missing = new ArrayList<>();
            List<String> shapeMismatch = new ArrayList<>();
            for (Parameter parameter : parameters.all()) {
                Optional<KeyMapping.StoredKey> key = keyIn(names, parameter, keys, pretrained);
                if (key.isEmpty()) {
                    missing.add(parameter.name());
                    continue;
                }
                unused.remove(key.get().name());
                String stored = names.stored(key.get().name()).orElseThrow();
                KeyMapping.Layout layout = key.get().layout();
                if (fits(parameter, layout.shape(file.shape(stored)), file.type(stored))) {
                    sources.put(parameter, new Source(stored, layout));
                } else {
                    shapeMismatch.add(parameter.name() + " is " + file.type(stored) + " " + file.shape(stored)
                            + " in the file, the network expects "
                            + (parameter.kind() == Kind.COUNTER ? DataType.INT64 + " " : "") + parameter.shape());
                }
            }
            List<String> matched =
                    sources.keySet().stream().map(Parameter::name).toList();
            List<String> unexpected =
                    names.all().stream().filter(unused::contains).toList();
            return new Plan(names, sources, new BindingReport(matched, missing, unexpected, shapeMismatch));
        }

        private static Optional<KeyMapping.StoredKey> keyIn(
                StateDictNames names, Parameter parameter, KeyMapping keys, boolean pretrained) {
            KeyMapping.StoredKey own = KeyMapping.StoredKey.of(parameter.name());
            Optional<KeyMapping.StoredKey> other =
                    pretrained ? parameter.pretrainedName().map(KeyMapping.StoredKey::of) : Optional.empty();
            return Stream.of(Optional.of(own), Optional.of(keys.key(parameter.name())), other)
                    .flatMap(Optional::stream)
                    .filter(key -> names.stored(key.name()).isPresent())
                    .findFirst();
        }

        private static boolean fits(Parameter parameter, Shape shape, DataType type) {
            boolean rightType = parameter.kind() == Kind.COUNTER ? type == DataType.INT64 : type.isFloating();
            return rightType && shape.equals(parameter.shape());
        }

        void apply(Parameters parameters, WeightFile file, Backend backend, DataType type) throws IOException {
            requireValid(file);
            for (Map.Entry<Parameter, Source> source : sources.entrySet()) {
                StoredTensor stored = file.tensor(source.getValue().stored);
                Parameter parameter = source.getKey();
                if (parameter.kind() == Kind.COUNTER) {
                    parameter.setCount(stored.toLongs()[0]);
                    continue;
                }
                try (TensorScope scope = backend.openScope();
                        Autograd.Mode mode = backend.autograd().recording(false)) {
                    Tensor value = source.getValue()
                            .layout
                            .apply(backend.stored(stored.type(), stored.shape(), stored.data()));
                    boolean widened = type.bytes() == 2 && parameter.shape().rank() < 2;
                    parameters.set(backend, parameter, value.to(widened ? DataType.FLOAT32 : type));
                }
            }
        }

        /** Operations of a backend may turn NaN into a number, so that the fused image is black; hence before loading. */
        private void requireValid(WeightFile file) throws IOException {
            List<String> invalid = new ArrayList<>();
            for (Map.Entry<Parameter, Source> source : sources.entrySet()) {
                Parameter parameter = source.getKey();
                InvalidValues.in(file.tensor(source.getValue().stored), parameter.least())
                        .ifPresent(found -> invalid.add(found.describe()));
            }
            if (!invalid.isEmpty()) {
                throw new WeightFormatException(
                        file.path(),
                        "no network can compute with these weights: " + Excerpt.of(invalid, NAMED_TENSORS)
                                + ". The file is damaged, or its training diverged; give other weights.");
            }
        }
    }
}
