// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Opens a method by its name; found by {@link java.util.ServiceLoader}. Needs a constructor without arguments. */
public interface FusionMethodProvider {
    /** Returns the name, lower case, words joined by hyphens, such as {@code guided-filter}. */
    String key();

    /** Returns what it is, in a few words. */
    String name();

    /** Returns authors, title, journal, year; empty where there is no paper. */
    String citation();

    /**
     * Returns the names of its options, such as {@code levels}. Some have a meaning for the whole program, which gives them a
     * value where the user gave none: {@code weights} (a file), {@code device}, {@code threads}, {@code precision}.
     */
    List<String> options();

    /** Returns former names of options that are still accepted, each with today's name. */
    default Map<String, String> formerOptions() {
        return Map.of();
    }

    /**
     * Opens the method.
     *
     * @throws MethodOptionException if it does not take an option
     * @throws IOException if a file that it needs, of weights or images, cannot be read
     */
    FusionMethod open(MethodOptions options) throws MethodOptionException, IOException;
}
