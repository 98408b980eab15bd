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

    /** Pairs of a task, where there are many: a task that is lost is repeated whole. */
    private static final int PAIRS = 16;
    /** Tasks for each core, so that cores that are done early find further work. */
    private static final int TASKS_FOR_EACH_SLOT = 4;
    /** The driver keeps facts on each task. */
    private static final int MOST_TASKS = 10_000;

    /** Copies the lists. */
    PairChunk {
        names = List.copyOf(names);
        infrared = List.copyOf(infrared);
        visible = List.copyOf(visible);
    }

    /**
     * Divides pairs among tasks.
     *
     * @param order the places of the pairs that are to be fused, in the order in which they should begin
     * @param slots how many tasks run at a time
     */
    static List<PairChunk> divide(NamedPairs pairs, int[] order, int slots) {
        int tasks = Math.max(TASKS_FOR_EACH_SLOT * slots, (order.length + PAIRS - 1) / PAIRS);
        tasks = Math.min(Math.min(tasks, order.length), MOST_TASKS);
        List<PairChunk> chunks = new ArrayList<>(tasks);
        for (int task = 0; task < tasks; task++) {
            int from = (int) ((long) order.length * task / tasks);
            int to = (int) ((long) order.length * (task + 1) / tasks);
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
