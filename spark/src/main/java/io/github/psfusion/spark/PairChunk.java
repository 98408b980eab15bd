// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.spark;

import io.github.psfusion.datasets.NamedPairs;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The work of one task: names of files, without their folders.
 *
 * @param names names of the pairs
 * @param infrared names of infrared images, in the same order
 * @param visible names of their partners, in the same order
 */
record PairChunk(List<String> names, List<String> infrared, List<String> visible) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Most pairs of a task, where there are not very many: a task that is lost is repeated whole. */
    private static final int PAIRS = 16;
    /** The driver keeps facts on each task: of long lists tasks are larger. */
    private static final int MOST_WHOLE_TASKS = 10_000;

    /** Copies the lists. */
    PairChunk {
        names = List.copyOf(names);
        infrared = List.copyOf(infrared);
        visible = List.copyOf(visible);
    }

    /**
     * Divides pairs among tasks. Those at the end are smaller, so that all cores end at nearly the same time, whatever their speed.
     *
     * @param order the places of the pairs that are to be fused, in the order in which they should begin
     * @param slots how many tasks run at a time
     */
    static List<PairChunk> divide(NamedPairs pairs, int[] order, int slots) {
        int most = Math.max(PAIRS, (order.length + MOST_WHOLE_TASKS - 1) / MOST_WHOLE_TASKS);
        List<PairChunk> chunks = new ArrayList<>();
        for (int from = 0;
                from < order.length;
                from += chunks.get(chunks.size() - 1).size()) {
            int fair = (order.length - from) / slots; // guided self-scheduling
            int to = Math.min(order.length, from + Math.max(1, Math.min(most, fair)));
            List<String> names = new ArrayList<>(to - from);
            List<String> infrared = new ArrayList<>(to - from);
            List<String> visible = new ArrayList<>(to - from);
            for (int i = from; i < to; i++) {
                NamedPairs.Pair pair = pairs.get(order[i]);
                names.add(pair.name());
                infrared.add(pair.infrared());
                visible.add(pair.visible());
            }
            chunks.add(new PairChunk(names, infrared, visible));
        }
        return chunks;
    }

    /** Returns the number of pairs. */
    int size() {
        return infrared.size();
    }
}
