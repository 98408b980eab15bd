// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * One of several equal parts of a job: of {@code count} shards together, each pair is in one.
 *
 * @param index from 1 to {@code count}
 * @param count how many shards there are
 */
public record Shard(int index, int count) {
    /** Everything. */
    public static final Shard ALL = new Shard(1, 1);

    private static final Pattern FORM = Pattern.compile("([0-9]{1,6})/([0-9]{1,6})");

    /** Checks the numbers. */
    public Shard {
        if (count < 1 || index < 1 || index > count) {
            throw new IllegalArgumentException("shard " + index + " of " + count + " does not exist");
        }
    }

    /**
     * Reads {@code i/n}.
     *
     * @throws IllegalArgumentException if it has another form, or if i is not from 1 to n
     */
    public static Shard parse(String text) {
        Matcher numbers = FORM.matcher(text);
        if (numbers.matches()) {
            int index = Integer.parseInt(numbers.group(1));
            int count = Integer.parseInt(numbers.group(2));
            if (index >= 1 && index <= count) {
                return new Shard(index, count);
            }
        }
        throw new IllegalArgumentException(
                "'" + text + "' is no shard: expected i/n with i from 1 to n, such as 1/4 for the first of four");
    }

    /** Returns every n-th element from the i-th on, so that big images, which often follow one another, are spread. */
    public <T> List<T> of(List<T> all) {
        return IntStream.range(0, all.size())
                .filter(i -> i % count == index - 1)
                .mapToObj(all::get)
                .toList();
    }

    /** Returns whether this is the first shard, which reports what belongs to no pair. */
    public boolean isFirst() {
        return index == 1;
    }

    @Override
    public String toString() {
        return index + "/" + count;
    }
}
