// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.inference;

import io.github.psfusion.methods.BlockCost;
import io.github.psfusion.methods.ExtraOutput;
import io.github.psfusion.methods.FusionMethodProvider;
import io.github.psfusion.methods.MethodContext;
import io.github.psfusion.methods.MethodOptionException;
import io.github.psfusion.methods.MethodOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Opens a network as a fusion method. A network extends it by a class that hands its specification to the constructor, and names
 * that class in {@code META-INF/services}. No native code is loaded before {@link #open}.
 */
public abstract class NetworkProvider implements FusionMethodProvider {
    private final NetworkSpec spec;

    /** Makes a provider. */
    public NetworkProvider(NetworkSpec spec) {
        this.spec = spec;
    }

    /** Returns what the network declares. */
    public final NetworkSpec spec() {
        return spec;
    }

    @Override
    public final String key() {
        return spec.key();
    }

    @Override
    public final String name() {
        return spec.title();
    }

    @Override
    public final String citation() {
        return spec.citation();
    }

    /** Returns {@code weights}, {@code device}, {@code precision}, {@code threads}, {@code sizing} if there are several, and those of the network. */
    @Override
    public final List<String> options() {
        List<String> options = new ArrayList<>(
                List.of(MethodContext.WEIGHTS, MethodContext.DEVICE, MethodContext.PRECISION, MethodContext.THREADS));
        if (spec.sizings().size() > 1) {
            options.add(MethodContext.SIZING);
        }
        spec.options().forEach(option -> options.add(option.name()));
        return List.copyOf(options);
    }

    @Override
    public final List<ExtraOutput> extraOutputs() {
        return extraOutputs(spec.outputs());
    }

    static List<ExtraOutput> extraOutputs(List<NetworkOutput> outputs) {
        return outputs.stream()
                .filter(output -> !output.isFused())
                .map(NetworkOutput::extra)
                .toList();
    }

    @Override
    public final List<BlockCost> blocks(int width, int height) {
        return blocks(width, height, Set.of());
    }

    /**
     * Counts the blocks of the network without some of its parts, as {@link #blocks(int, int)}.
     *
     * @param without names of {@link NetworkSpec#removableParts}
     */
    public final List<BlockCost> blocks(int width, int height, Set<String> without) {
        return NetworkSummary.of(spec, Architecture.published(spec).without(spec, without), width, height);
    }

    /**
     * Reads a list of parts that the network can be built without: names separated by commas, or {@code none}.
     *
     * @throws IllegalArgumentException if the network has no such part
     */
    public final Set<String> parts(String list) {
        List<String> known =
                spec.removableParts().stream().map(RemovablePart::name).toList();
        if (known.isEmpty() && !list.equals(RemovablePart.NONE)) {
            throw new IllegalArgumentException(spec.name() + " has no parts that can be left out.");
        }
        return RemovablePart.names(list, known);
    }

    @Override
    public final NetworkMethod open(MethodOptions options, MethodContext context)
            throws MethodOptionException, IOException {
        options.requireOnly(options());
        MethodContext effective = context.with(options);
        if (effective.weights().isEmpty()) {
            throw new MethodOptionException(
                    options.key() + ": the network needs weights; name a file by the option weights" + published());
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (NetworkOption option : spec.options()) {
            values.put(option.name(), options.choice(option.name(), option.values()));
        }
        return NetworkMethod.load(spec, options.key(), values, effective);
    }

    private String published() {
        String files = spec.parts().stream().map(WeightPart::file).collect(Collectors.joining(" and "));
        return spec.weightSource().isEmpty() ? "" : ". They were published as " + files + ": " + spec.weightSource();
    }

    @Override
    public final NetworkMethod open(MethodOptions options) throws MethodOptionException, IOException {
        return open(options, MethodContext.defaults());
    }
}
