// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks;

import io.github.psfusion.networks.Parameter.Kind;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.tensors.Tensor;
import io.github.psfusion.tensors.TensorScope;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The named parameters of a network, in the order in which its layers declared them; each layer gets a view on those below a prefix.
 *
 * <p>Declaring needs no backend: names and shapes are known before a value exists. The root owns the values and frees them
 * on closing. The values may be read from several threads at once, while none changes them.
 */
public final class Parameters implements AutoCloseable {
    private final String prefix;
    private final @Nullable String pretrainedPrefix;
    private final Map<String, Parameter> all;
    private final Owner owner;
    private final Kind learned;

    /** The backend that holds the values; shared by all views. */
    private static final class Owner {
        private @Nullable Backend backend;
    }

    private Parameters(
            String prefix, @Nullable String pretrainedPrefix, Map<String, Parameter> all, Owner owner, Kind learned) {
        this.prefix = prefix;
        this.pretrainedPrefix = pretrainedPrefix;
        this.all = all;
        this.owner = owner;
        this.learned = learned;
    }

    /** Returns an empty root. */
    public static Parameters root() {
        return new Parameters("", null, new LinkedHashMap<>(), new Owner(), Kind.TRAINABLE);
    }

    /** Returns the view on the names that begin with this one's prefix, the name and a dot. */
    public Parameters child(String name) {
        String pretrained = pretrainedPrefix == null ? null : pretrainedPrefix + name + ".";
        return new Parameters(prefix + name + ".", pretrained, all, owner, learned);
    }

    /**
     * Returns the same view, for layers that also exist in another network, of which pretrained weights can be had.
     *
     * @param name of the layers in that network's state dict, such as {@code layer1}
     */
    public Parameters pretrainedAs(String name) {
        return new Parameters(prefix, name + ".", all, owner, learned);
    }

    /** Declares a trainable parameter. */
    public Parameter trained(String name, Shape shape, Initializer initial) {
        return declare(name, shape, learned, initial, Double.NEGATIVE_INFINITY);
    }

    /** Declares a buffer of shape [channels]: a running statistic. */
    public Parameter statistic(String name, long channels, Initializer initial) {
        return declare(name, Shape.of(channels), Kind.BUFFER, initial, Double.NEGATIVE_INFINITY);
    }

    /** Declares a buffer of shape [channels]: a running variance, which is never negative. */
    public Parameter variance(String name, long channels) {
        return declare(name, Shape.of(channels), Kind.BUFFER, Initializer.ONE, 0);
    }

    /** Declares a counter of training passes. */
    public Parameter counter(String name) {
        return declare(name, Shape.SCALAR, Kind.COUNTER, Initializer.ZERO, 0);
    }

    /**
     * Returns the same view, for layers that the authors' code builds and never runs; they are declared so that weight files
     * have the same keys.
     */
    public Parameters unused() {
        return new Parameters(prefix, pretrainedPrefix, all, owner, Kind.UNUSED);
    }

    private Parameter declare(String name, Shape shape, Kind kind, Initializer initial, double least) {
        String pretrained = pretrainedPrefix == null ? null : pretrainedPrefix + name;
        Parameter parameter = new Parameter(prefix + name, pretrained, shape, kind, initial, least);
        if (all.putIfAbsent(parameter.name(), parameter) != null) {
            throw new IllegalStateException("parameter " + parameter.name() + " is declared twice");
        }
        return parameter;
    }

    /** Returns all parameters of the network, in the order of their declaration. */
    public List<Parameter> all() {
        return List.copyOf(all.values());
    }

    /** Returns the trainable parameters, in the order of their declaration. */
    public List<Parameter> trained() {
        return all.values().stream()
                .filter(parameter -> parameter.kind() == Kind.TRAINABLE)
                .toList();
    }

    /** Returns the number of elements that a layer learns or the state dict keeps as learned, running statistics excluded. */
    public long learnedElements() {
        return all.values().stream()
                .filter(parameter -> parameter.kind() == Kind.TRAINABLE || parameter.kind() == Kind.UNUSED)
                .mapToLong(parameter -> parameter.shape().elements())
                .sum();
    }

    /**
     * Gives every parameter without a value its initial one, FLOAT32.
     *
     * @param seed repeats the same values; each parameter draws from a stream of its own
     */
    public void initialize(Backend backend, long seed) {
        initializeAs(this, backend, seed);
    }

    /**
     * Gives every parameter without a value the one that {@link #initialize} would give the parameter of its name in another
     * network: a network without some parts of that one begins with equal values in all others.
     *
     * @param whole names and order of the other network's parameters; what it has not draws from streams of its own
     */
    public void initializeAs(Parameters whole, Backend backend, long seed) {
        SplittableRandom streams = new SplittableRandom(seed);
        Map<String, SplittableRandom> shared = new HashMap<>();
        whole.all.keySet().forEach(name -> shared.put(name, streams.split()));
        for (Parameter parameter : all.values()) {
            SplittableRandom random = shared.computeIfAbsent(parameter.name(), name -> streams.split());
            if (parameter.kind() == Kind.COUNTER || parameter.hasValue()) {
                continue;
            }
            float[] values = new float[Math.toIntExact(parameter.shape().elements())];
            for (int i = 0; i < values.length; i++) {
                values[i] = parameter.initial().sample(random);
            }
            try (TensorScope scope = backend.openScope()) {
                set(backend, parameter, backend.floats(parameter.shape(), values));
            }
        }
    }

    /**
     * Gives every parameter without a value its initial one, FLOAT32, drawn from a stream that depends on its name and the seed
     * alone: networks that differ in some layers begin with equal values in all others.
     */
    public void initializeByName(Backend backend, long seed) {
        long first = new SplittableRandom(seed).nextLong();
        for (Parameter parameter : all.values()) {
            if (parameter.kind() != Kind.COUNTER && !parameter.hasValue()) {
                SplittableRandom random = new SplittableRandom(first ^ hash(parameter.name()));
                float[] values = new float[Math.toIntExact(parameter.shape().elements())];
                for (int i = 0; i < values.length; i++) {
                    values[i] = parameter.initial().sample(random);
                }
                try (TensorScope scope = backend.openScope()) {
                    set(backend, parameter, backend.floats(parameter.shape(), values));
                }
            }
        }
    }

    /** Returns 64 bits of a name (Fowler, Noll, Vo, FNV-1a). */
    private static long hash(String name) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x100000001B3L;
        }
        return hash;
    }

    /**
     * Replaces a parameter's value by a persistent copy.
     *
     * @param value a tensor of the parameter's shape; not changed
     * @throws IllegalArgumentException if the shape differs
     */
    public void set(Backend backend, Parameter parameter, Tensor value) {
        if (!value.shape().equals(parameter.shape())) {
            throw new IllegalArgumentException(
                    "parameter " + parameter.name() + " expects " + parameter.shape() + ", not " + value.shape());
        }
        if (owner.backend != null && !owner.backend.equals(backend)) {
            throw new IllegalStateException("the parameters belong to another backend already");
        }
        owner.backend = backend;
        if (parameter.hasValue()) {
            backend.release(parameter.value());
        }
        parameter.setValue(backend.persist(value));
    }

    /** Makes every trained parameter a leaf of which gradients are computed. */
    public void requireGradients() {
        for (Parameter parameter : trained()) {
            var leaf = parameter.value().requireGradient();
            assert leaf.shape().equals(parameter.shape());
        }
    }

    /** Returns the type of the values, that of the first trained parameter. */
    public DataType dataType() {
        return trained().get(0).value().dataType();
    }

    /** Frees the values. */
    @Override
    public void close() {
        Backend backend = owner.backend;
        if (backend != null) {
            for (Parameter parameter : all.values()) {
                if (parameter.hasValue()) {
                    backend.release(parameter.value());
                    parameter.setValue(null);
                }
            }
        }
    }
}
