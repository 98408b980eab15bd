// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks;

import io.github.psfusion.weights.WeightFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The keys of a state dict as its network declares them, with those under which the file stores the tensors.
 *
 * <p>{@code module.}, which PyTorch's parallel training puts before every key, is removed. What a profiler added,
 * {@code total_ops} and {@code total_params}, and the state of the optimizer and the averaged weights in our checkpoints, {@code
 * optimiser/...} and {@code average/...}, are left out, as are the optimizer's variables in TensorFlow checkpoints, such as {@code NAME/Adam} and {@code
 * beta1_power}.
 */
public final class StateDictNames {
    private static final String PARALLEL = "module.";
    private static final Pattern TENSORFLOW_STATES =
            Pattern.compile(".*/(Adam|RMSProp|Momentum)(_\\d+)?|beta[12]_power(_\\d+)?|global_step");
    private static final List<String> CHECKPOINT_STATES = List.of("optimiser/", "average/");

    private final Map<String, String> stored = new LinkedHashMap<>();

    /** Reads the names of a file. */
    public StateDictNames(WeightFile file) {
        List<String> names = file.names().stream()
                .filter(name -> CHECKPOINT_STATES.stream().noneMatch(name::startsWith))
                .filter(name -> !TENSORFLOW_STATES.matcher(name).matches())
                .toList();
        boolean parallel = !names.isEmpty() && names.stream().allMatch(name -> name.startsWith(PARALLEL));
        for (String name : names) {
            if (!name.endsWith("total_ops") && !name.endsWith("total_params")) {
                stored.put(parallel ? name.substring(PARALLEL.length()) : name, name);
            }
        }
    }

    /** Returns the network's names, in the order of the file. */
    public List<String> all() {
        return List.copyOf(stored.keySet());
    }

    /** Returns whether there is a tensor of one of the network's names. */
    public boolean has(String name) {
        return stored.containsKey(name);
    }

    /**
     * Returns, for messages, the network that the names seem to belong to.
     *
     * @return empty if the names are not known
     */
    public Optional<String> family() {
        return WeightFamily.of(this).map(WeightFamily::title);
    }

    /** Returns the file's name for one of the network's. */
    public Optional<String> stored(String name) {
        return Optional.ofNullable(stored.get(name));
    }
}
