// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Pairs that were found, and images without a partner; each in natural order of names, or in the order of a list.
 *
 * @param pairs the pairs
 * @param infraredOnly infrared images without a visible partner
 * @param visibleOnly visible images without an infrared partner
 * @param foreign files in the folders of both that are images of a format that is not read
 * @param unmatched images whose names do not follow the patterns
 */
public record Pairing(
        List<PairFiles> pairs,
        List<Path> infraredOnly,
        List<Path> visibleOnly,
        List<Path> foreign,
        List<Path> unmatched) {
    /** What is found in a split that a data set does not have. */
    static final Pairing EMPTY = new Pairing(List.of(), List.of(), List.of(), List.of());

    /** Copies the lists. */
    public Pairing {
        pairs = List.copyOf(pairs);
        infraredOnly = List.copyOf(infraredOnly);
        visibleOnly = List.copyOf(visibleOnly);
        foreign = List.copyOf(foreign);
        unmatched = List.copyOf(unmatched);
    }

    /** Makes a pairing of images that are named alike. */
    public Pairing(List<PairFiles> pairs, List<Path> infraredOnly, List<Path> visibleOnly, List<Path> foreign) {
        this(pairs, infraredOnly, visibleOnly, foreign, List.of());
    }

    /** Makes a pairing of folders in which every file can be read. */
    public Pairing(List<PairFiles> pairs, List<Path> infraredOnly, List<Path> visibleOnly) {
        this(pairs, infraredOnly, visibleOnly, List.of());
    }

    /** Returns whether every image has its partner and can be read. */
    public boolean isComplete() {
        return infraredOnly.isEmpty() && visibleOnly.isEmpty() && foreign.isEmpty() && unmatched.isEmpty();
    }

    /** Returns all images that belong to no pair, and those of formats that are not read. */
    public List<Path> leftOut() {
        return Stream.of(infraredOnly, visibleOnly, foreign, unmatched)
                .flatMap(List::stream)
                .toList();
    }

    /** Returns the same with a margin that is cut from all images. */
    public Pairing withMargin(Margin margin) {
        return new Pairing(
                pairs.stream().map(pair -> pair.withMargin(margin)).toList(),
                infraredOnly,
                visibleOnly,
                foreign,
                unmatched);
    }

    /**
     * Returns only the pairs that a list file names, in its order.
     *
     * @param listFile text in UTF-8, a name on each line, with or without the extension of an image; empty lines and
     *     lines that begin with {@code #} do not count
     * @throws DatasetException if the list names a pair that is not here, or one twice, or none at all
     */
    public Pairing listed(Path listFile) throws IOException {
        return new Pairing(NameList.read(listFile).select(pairs), List.of(), List.of());
    }
}
