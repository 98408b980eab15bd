// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.spark;

import io.github.psfusion.datasets.ImageNameList;
import io.github.psfusion.datasets.NamedPairs;
import io.github.psfusion.platform.Excerpt;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** The pairs of two folders and which of them have no result yet: names alone, so that a million of them fit into a small driver. */
final class PendingPairs {
    private static final int NAMED = 10;

    private final NamedPairs pairs;
    private final BitSet done = new BitSet();
    private final int others;

    private PendingPairs(NamedPairs pairs, int others) {
        this.pairs = pairs;
        this.others = others;
    }

    /**
     * Lists and pairs two folders.
     *
     * @throws IOException if a folder is missing or cannot be read, or there is no pair
     */
    static PendingPairs between(ImageStore infrared, ImageStore visible) throws IOException {
        ImageNameList left = new ImageNameList(infrared.uri());
        infrared.list(left::add);
        ImageNameList right = new ImageNameList(visible.uri());
        visible.list(right::add);
        return new PendingPairs(NamedPairs.of(left, right), left.others() + right.others());
    }

    /** Marks the pairs that have a result in a folder. */
    void markDone(ImageStore output, JobSettings settings) throws IOException {
        output.list((name, bytes) -> {
            String pair = settings.pairName(name);
            int index = pair.isEmpty() ? -1 : pairs.indexOf(pair);
            // Another case is the name of another file, of an image that no pair has any more.
            if (index >= 0 && pairs.get(index).name().equals(pair)) {
                done.set(index);
            }
        });
    }

    /** Returns the number of pairs. */
    int size() {
        return pairs.size();
    }

    /** Returns the number of pairs that have a result. */
    int doneCount() {
        return done.cardinality();
    }

    /** Divides all pairs among tasks, those with results, too. */
    List<PairChunk> all(int slots) {
        return PairChunk.divide(pairs, pairs.largestFirst().toArray(), slots);
    }

    /** Divides the pairs without a result among tasks. */
    List<PairChunk> missing(int slots) {
        return PairChunk.divide(
                pairs, pairs.largestFirst().filter(index -> !done.get(index)).toArray(), slots);
    }

    /** Returns a sentence on each kind of file that belongs to no pair. */
    List<String> leftOut() {
        List<String> sentences = new ArrayList<>();
        add(sentences, "infrared", "visible", pairs.infraredOnly());
        add(sentences, "visible", "infrared", pairs.visibleOnly());
        if (others > 0) {
            sentences.add(others + " files do not have the extension of an image that is read, and are left out.");
        }
        return sentences;
    }

    private static void add(List<String> sentences, String kind, String other, List<String> names) {
        if (!names.isEmpty()) {
            sentences.add(names.size() + " " + kind + " images have no " + other
                    + " partner of the same name and are left out: " + Excerpt.of(names, NAMED));
        }
    }

    /** Returns whether images have no partner. */
    boolean isIncomplete() {
        return !pairs.infraredOnly().isEmpty() || !pairs.visibleOnly().isEmpty();
    }
}
