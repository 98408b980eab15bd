// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.platform;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where tensors live and are computed.
 *
 * @param kind CPU or GPU
 * @param index which of several GPUs, from 0; 0 for the CPU
 */
public record Device(Kind kind, int index) {
    /** The CPU. */
    public static final Device CPU = new Device(Kind.CPU, 0);

    private static final Pattern CUDA = Pattern.compile("cuda(?::(\\d{1,3}))?");

    /** The kinds of device. */
    public enum Kind {
        /** The CPU and its memory. */
        CPU,
        /** A GPU of NVIDIA. */
        CUDA
    }

    /** Checks the index. */
    public Device {
        if (index < 0 || (kind == Kind.CPU && index != 0)) {
            throw new IllegalArgumentException("no device " + kind + " with index " + index);
        }
    }

    /** Returns the GPU of this index, from 0. */
    public static Device cuda(int index) {
        return new Device(Kind.CUDA, index);
    }

    /**
     * Reads a device as users write it.
     *
     * @param text {@code cpu}, {@code cuda} for the first GPU, or {@code cuda:N} with an index of at most three digits
     * @return the device; empty if the text has another form
     */
    public static Optional<Device> parse(String text) {
        if (text.equals("cpu")) {
            return Optional.of(CPU);
        }
        Matcher matcher = CUDA.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String index = matcher.group(1);
        return Optional.of(cuda(index == null ? 0 : Integer.parseInt(index)));
    }

    @Override
    public String toString() {
        return kind == Kind.CPU ? "cpu" : "cuda:" + index;
    }
}
