// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import io.github.psfusion.platform.NameKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Pairs by the names of their images alone, for folders that cannot be listed as paths. The pairs are those of
 * {@link PairFinder#between}, in the same order.
 */
public final class NamedPairs {
    private final List<ImageNameList.Image> infrared;
    private final List<ImageNameList.Image> visible;
    private final List<String> infraredOnly;
    private final List<String> visibleOnly;

    private NamedPairs(
            List<ImageNameList.Image> infrared,
            List<ImageNameList.Image> visible,
            List<String> infraredOnly,
            List<String> visibleOnly) {
        this.infrared = infrared;
        this.visible = visible;
        this.infraredOnly = infraredOnly;
        this.visibleOnly = visibleOnly;
    }

    /**
     * A pair.
     *
     * @param name its name, without extension, as the infrared file spells it
     * @param infrared name of the infrared file, without its folder
     * @param visible name of the visible file, without its folder
     * @param bytes size of both
     */
    public record Pair(String name, String infrared, String visible, long bytes) {}

    /**
     * Pairs the images of two folders by their names.
     *
     * @throws DatasetException if a folder has no image or ambiguous names, or if there is no pair
     */
    public static NamedPairs of(ImageNameList infrared, ImageNameList visible) throws DatasetException {
        List<ImageNameList.Image> left = infrared.inOrder();
        List<ImageNameList.Image> right = visible.inOrder();
        List<ImageNameList.Image> ofInfrared = new ArrayList<>();
        List<ImageNameList.Image> ofVisible = new ArrayList<>();
        List<String> infraredOnly = new ArrayList<>();
        List<String> visibleOnly = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < left.size() || j < right.size()) {
            int order = i == left.size()
                    ? 1
                    : j == right.size()
                            ? -1
                            : NaturalOrder.INSTANCE.compare(
                                    left.get(i).key(), right.get(j).key());
            if (order < 0) {
                infraredOnly.add(left.get(i++).name());
            } else if (order > 0) {
                visibleOnly.add(right.get(j++).name());
            } else {
                ofInfrared.add(left.get(i++));
                ofVisible.add(right.get(j++));
            }
        }
        if (ofInfrared.isEmpty()) {
            throw new DatasetException(infrared.place() + ": none of " + infraredOnly.size() + " infrared images ("
                    + ImageNames.some(infraredOnly) + ") has a partner of its name among " + visibleOnly.size()
                    + " visible images (" + ImageNames.some(visibleOnly) + ") of " + visible.place()
                    + ". Give the two images of a pair the same name; their extensions may differ.");
        }
        return new NamedPairs(ofInfrared, ofVisible, List.copyOf(infraredOnly), List.copyOf(visibleOnly));
    }

    /** Returns the number of pairs. */
    public int size() {
        return infrared.size();
    }

    /** Returns a pair by its place in natural order, from 0. */
    public Pair get(int index) {
        ImageNameList.Image left = infrared.get(index);
        return new Pair(left.withoutExtension(), left.name(), visible.get(index).name(), bytes(index));
    }

    private long bytes(int index) {
        return infrared.get(index).bytes() + visible.get(index).bytes();
    }

    /**
     * Returns the place of a pair; negative if there is none.
     *
     * @param name of the pair, without extension
     */
    public int indexOf(String name) {
        String key = NameKey.of(name);
        int low = 0;
        int high = infrared.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = NaturalOrder.INSTANCE.compare(infrared.get(middle).key(), key);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1 - low;
    }

    /** Returns the places of all pairs, those with the largest files first, so that no long work begins last. */
    public IntStream largestFirst() {
        long[] order = new long[infrared.size()];
        long largest =
                IntStream.range(0, order.length).mapToLong(this::bytes).max().orElse(0);
        // Sizes in the upper bits, places in the lower ones: a sort of numbers needs no object for each pair.
        int shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(largest) - Integer.SIZE + 1);
        for (int i = 0; i < order.length; i++) {
            order[i] = ((largest - bytes(i)) >>> shift) << (Integer.SIZE - 1) | i;
        }
        Arrays.sort(order);
        return Arrays.stream(order).mapToInt(place -> (int) (place & Integer.MAX_VALUE));
    }

    /** Returns the infrared images without a partner. */
    public List<String> infraredOnly() {
        return infraredOnly;
    }

    /** Returns the visible images without a partner. */
    public List<String> visibleOnly() {
        return visibleOnly;
    }
}
