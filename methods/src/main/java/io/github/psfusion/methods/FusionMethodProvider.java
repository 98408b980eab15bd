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
     * Returns the names of its options, such as {@code levels}. Those that {@link MethodContext} names ({@code weights}, {@code
     * device}, {@code threads}, {@code precision}, {@code sizing}) name the parts of the context that the method uses.
     */
    List<String> options();

    /** Returns former names of options that are still accepted, each with today's name. */
    default Map<String, String> formerOptions() {
        return Map.of();
    }

    /** Returns the outputs beside the fused image that the method has whatever its options are. */
    default List<ExtraOutput> extraOutputs() {
        return List.of();
    }

    /**
     * Returns the blocks of the method's network and what they cost for a pair of a size, from its definition: no backend and no
     * weights are needed.
     *
     * @return in the order in which the network declares them; empty if the method is no network
     */
    default List<BlockCost> blocks(int width, int height) {
        return List.of();
    }

    /**
     * Opens the method.
     *
     * @param options as written after its name; they take precedence over the context
     * @param context how the whole program opens methods
     * @throws MethodOptionException if it does not take an option
     * @throws IOException if a file that it needs, of weights or images, cannot be read
     */
    FusionMethod open(MethodOptions options, MethodContext context) throws MethodOptionException, IOException;

    /**
     * Opens the method in the {@linkplain MethodContext#defaults default context}.
     *
     * @throws MethodOptionException if it does not take an option
     * @throws IOException if a file that it needs, of weights or images, cannot be read
     */
    default FusionMethod open(MethodOptions options) throws MethodOptionException, IOException {
        return open(options, MethodContext.defaults());
    }
}
