// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights.torch;

import io.github.psfusion.platform.Excerpt;
import io.github.psfusion.weights.WeightFormatException;
import io.github.psfusion.weights.torch.PickleValue.Mapping;
import io.github.psfusion.weights.torch.PickleValue.Placed;
import io.github.psfusion.weights.torch.PickleValue.Storage;
import io.github.psfusion.weights.torch.PickleValue.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the mapping of names to tensors in a saved object: the object itself, or one of its entries.
 *
 * @param tensors the tensors, in the order of the file
 * @param remarks what else there is, one line each
 */
record StateDictFinder(Map<String, Placed> tensors, List<String> remarks) {
    /** Entries that a message names. */
    private static final int NAMED = 10;

    /** Under which published programs put a state dict; the first is PSFusion's. */
    private static final Set<String> USUAL =
            Set.of("MTAN", "weight", "net", "state_dict", "model", "params", "params_ema", "fuse", "generator");

    /**
     * Looks at a saved object.
     *
     * @param section the entry that holds the state dict, where there are several; otherwise empty
     */
    static StateDictFinder in(Path file, PickleValue top, Optional<String> section) throws WeightFormatException {
        if (!(top instanceof Mapping object)) {
            throw new WeightFormatException(
                    file, "holds " + top.describe() + "; expected a state dict, that is names with tensors.");
        }
        if (section.isEmpty() && hasTensors(object)) {
            return of(object, List.of());
        }
        String chosen = section.orElse("");
        if (section.isEmpty()) {
            chosen = where(file, object);
        }
        PickleValue found = object.entries().get(new Text(chosen));
        if (!(found instanceof Mapping mapping) || !hasTensors(mapping)) {
            throw new WeightFormatException(
                    file,
                    "\"" + chosen + "\" is " + (found == null ? "not there" : found.describe())
                            + "; expected names with tensors. The file has " + Excerpt.of(candidates(object), NAMED)
                            + ".");
        }
        List<String> remarks = new ArrayList<>();
        for (Map.Entry<PickleValue, PickleValue> entry : object.entries().entrySet()) {
            if (entry.getValue() != found) {
                remarks.add(remark(entry));
            }
        }
        return of(mapping, remarks);
    }

    private static String where(Path file, Mapping object) throws WeightFormatException {
        List<String> all = candidates(object);
        List<String> usual = all.stream().filter(USUAL::contains).toList();
        if (usual.size() == 1) {
            return usual.get(0);
        }
        if (all.size() == 1) {
            return all.get(0);
        }
        throw new WeightFormatException(
                file,
                all.isEmpty()
                        ? "holds " + object.describe() + " without a state dict; expected names with tensors."
                        : "holds several state dicts: " + Excerpt.of(all, NAMED) + ". Name the one to read.");
    }

    private static List<String> candidates(Mapping object) {
        List<String> names = new ArrayList<>();
        IdentityHashMap<Mapping, Boolean> known = new IdentityHashMap<>(); // one mapping may be the value of many keys
        object.entries().forEach((key, value) -> {
            if (key instanceof Text name
                    && value instanceof Mapping mapping
                    && known.computeIfAbsent(mapping, StateDictFinder::hasTensors)) {
                names.add(name.value());
            }
        });
        return names;
    }

    private static boolean hasTensors(Mapping mapping) {
        return mapping.entries().entrySet().stream()
                .anyMatch(entry -> entry.getKey() instanceof Text && entry.getValue() instanceof Placed);
    }

    private static StateDictFinder of(Mapping mapping, List<String> outside) {
        Map<String, Placed> tensors = new LinkedHashMap<>();
        List<String> remarks = new ArrayList<>(outside);
        for (Map.Entry<PickleValue, PickleValue> entry : mapping.entries().entrySet()) {
            if (entry.getKey() instanceof Text name && entry.getValue() instanceof Placed tensor) {
                tensors.put(name.value(), tensor);
            } else {
                remarks.add(remark(entry));
            }
        }
        return new StateDictFinder(tensors, remarks);
    }

    /** Returns, for messages, which tensor lies in a storage. */
    String user(Storage storage) {
        return tensors.entrySet().stream()
                .filter(entry -> entry.getValue().storage().equals(storage))
                .findFirst()
                .map(entry -> " of tensor \"" + entry.getKey() + "\"")
                .orElse("");
    }

    private static String remark(Map.Entry<PickleValue, PickleValue> entry) {
        String key = entry.getKey() instanceof Text text
                ? text.value()
                : entry.getKey().describe();
        return key + ": " + entry.getValue().describe();
    }
}
