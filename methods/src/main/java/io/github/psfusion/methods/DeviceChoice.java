// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The device on which a method is to compute.
 *
 * @param kind which kind of device
 * @param index which of several GPUs, from 0; 0 for the others
 */
public record DeviceChoice(Kind kind, int index) {
    /** The first GPU where the backend can use one, else the CPU. */
    public static final DeviceChoice AUTO = new DeviceChoice(Kind.AUTO, 0);

    /** The CPU. */
    public static final DeviceChoice CPU = new DeviceChoice(Kind.CPU, 0);

    private static final Pattern CUDA = Pattern.compile("cuda(?::(\\d{1,3}))?");

    /** The kinds of device. */
    public enum Kind {
        /** The first GPU where the backend can use one, else the CPU. */
        AUTO,
        /** The CPU. */
        CPU,
        /** A GPU of NVIDIA. */
        CUDA
    }

    /** Checks the index. */
    public DeviceChoice {
        if (index < 0 || (kind != Kind.CUDA && index != 0)) {
            throw new IllegalArgumentException("no device " + kind + " with index " + index);
        }
    }

    /** Returns the GPU of this index, from 0. */
    public static DeviceChoice cuda(int index) {
        return new DeviceChoice(Kind.CUDA, index);
    }

    /** Returns the device of a name: {@code auto}, {@code cpu}, {@code cuda} or {@code cuda:N}; empty for any other. */
    public static Optional<DeviceChoice> parse(String name) {
        if (name.equals("auto")) {
            return Optional.of(AUTO);
        }
        if (name.equals("cpu")) {
            return Optional.of(CPU);
        }
        Matcher cuda = CUDA.matcher(name);
        if (!cuda.matches()) {
            return Optional.empty();
        }
        return Optional.of(cuda(cuda.group(1) == null ? 0 : Integer.parseInt(cuda.group(1))));
    }

    /** Returns the name that {@link #parse} reads. */
    @Override
    public String toString() {
        return switch (kind) {
            case AUTO -> "auto";
            case CPU -> "cpu";
            case CUDA -> "cuda:" + index;
        };
    }
}
