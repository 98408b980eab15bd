// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods;

import io.github.psfusion.platform.Device;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How the whole program opens methods: the weight file, the device, threads, precision and sizing.
 *
 * <p>A method uses the parts that it has an option for (see {@link FusionMethodProvider#options}) and ignores the others. An option
 * written after the method's name takes precedence.
 *
 * @param weights the weight file; empty where none is named
 * @param device where to compute; empty for the first GPU where the backend can use one, else the CPU
 * @param threads threads of one operation; 0 leaves the choice to the method or its backend
 * @param precision the type of element in which a network computes
 * @param sizing what happens to sizes that a network does not take
 */
public record MethodContext(
        Optional<Path> weights, Optional<Device> device, int threads, Precision precision, Sizing sizing) {
    /** The option that names a weight file. */
    public static final String WEIGHTS = "weights";

    /** The option that names a device. */
    public static final String DEVICE = "device";

    /** The option that gives the number of threads. */
    public static final String THREADS = "threads";

    /** The option that names a {@link Precision}. */
    public static final String PRECISION = "precision";

    /** The option that names a {@link Sizing}. */
    public static final String SIZING = "sizing";

    private static final String AUTO = "auto";
    private static final int MAX_THREADS = 1024;

    /** Checks the number of threads. */
    public MethodContext {
        if (threads < 0) {
            throw new IllegalArgumentException("threads " + threads + " must be at least 0");
        }
    }

    /** Returns the CPU, the faster precision and padding; no weights. */
    public static MethodContext defaults() {
        return new MethodContext(Optional.empty(), Optional.of(Device.CPU), 0, Precision.AUTO, Sizing.PAD);
    }

    /** Returns this context with a weight file. */
    public MethodContext withWeights(Path file) {
        return new MethodContext(Optional.of(file), device, threads, precision, sizing);
    }

    /** Returns this context with another device; empty for the first GPU where the backend can use one, else the CPU. */
    public MethodContext withDevice(Optional<Device> other) {
        return new MethodContext(weights, other, threads, precision, sizing);
    }

    /** Returns this context with another number of threads. */
    public MethodContext withThreads(int count) {
        return new MethodContext(weights, device, count, precision, sizing);
    }

    /** Returns this context with another precision. */
    public MethodContext withPrecision(Precision other) {
        return new MethodContext(weights, device, threads, other, sizing);
    }

    /** Returns this context with another sizing. */
    public MethodContext withSizing(Sizing other) {
        return new MethodContext(weights, device, threads, precision, other);
    }

    /**
     * Returns this context, overridden by the options of one method.
     *
     * @throws MethodOptionException if such an option has a value that cannot be
     */
    public MethodContext with(MethodOptions options) throws MethodOptionException {
        Optional<Path> file = options.text(WEIGHTS).map(Path::of);
        return new MethodContext(
                file.isPresent() ? file : weights,
                device(options),
                options.integer(THREADS, 0, MAX_THREADS, threads),
                choice(options, PRECISION, precision, Precision.values(), Precision::key),
                choice(options, SIZING, sizing, Sizing.values(), Sizing::key));
    }

    private Optional<Device> device(MethodOptions options) throws MethodOptionException {
        Optional<String> text = options.text(DEVICE);
        if (text.isEmpty()) {
            return device;
        }
        if (text.get().equals(AUTO)) {
            return Optional.empty();
        }
        return Optional.of(Device.parse(text.get())
                .orElseThrow(() -> new MethodOptionException(options.key() + ": option device=" + text.get()
                        + ": expected auto, cpu, or cuda:N with the number of a GPU")));
    }

    private static <E> E choice(MethodOptions options, String name, E otherwise, E[] values, Function<E, String> key)
            throws MethodOptionException {
        if (options.text(name).isEmpty()) {
            return otherwise;
        }
        List<String> keys = Arrays.stream(values).map(key).toList();
        return values[keys.indexOf(options.choice(name, keys))];
    }
}
