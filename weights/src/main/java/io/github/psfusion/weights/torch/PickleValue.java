// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.weights.torch;

import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a pickle can hold here: plain data. */
sealed interface PickleValue
        permits PickleGlobal,
                PickleValue.None,
                PickleValue.Bool,
                PickleValue.Int,
                PickleValue.Real,
                PickleValue.Text,
                PickleValue.Bytes,
                PickleValue.Opaque,
                PickleValue.Sequence,
                PickleValue.Mapping,
                PickleValue.Window,
                PickleValue.Placed,
                PickleValue.NumpyType,
                PickleValue.NumpyArray {
    /** Returns a short text for listings and messages; it never descends, so that a list within itself is harmless. */
    String describe();

    /** Nothing. */
    record None() implements PickleValue {
        @Override
        public String describe() {
            return "None";
        }
    }

    /** A truth value. */
    record Bool(boolean value) implements PickleValue {
        @Override
        public String describe() {
            return value ? "True" : "False";
        }
    }

    /** A whole number. Comparable, as {@link Text} is, so that a dictionary stays fast whatever the hash codes of its keys are. */
    record Int(long value) implements PickleValue, Comparable<Int> {
        @Override
        public int compareTo(Int other) {
            return Long.compare(value, other.value);
        }

        @Override
        public String describe() {
            return Long.toString(value);
        }
    }

    /** A number. */
    record Real(double value) implements PickleValue {
        @Override
        public String describe() {
            return Double.toString(value);
        }
    }

    /** A string. */
    record Text(String value) implements PickleValue, Comparable<Text> {
        private static final int PRINTED = 60;

        @Override
        public int compareTo(Text other) {
            return value.compareTo(other.value);
        }

        @Override
        public String describe() {
            return '"' + (value.length() > PRINTED ? value.substring(0, PRINTED) + "..." : value) + '"';
        }
    }

    /** A byte string, as text of the characters 0 to 255. */
    record Bytes(String latin1) implements PickleValue {
        @Override
        public String describe() {
            return latin1.length() + " bytes";
        }
    }

    /** A value that is understood well enough to be passed over. */
    record Opaque(String describe) implements PickleValue {}

    /** A list, tuple or set. */
    final class Sequence implements PickleValue {
        private final List<PickleValue> items;
        private final boolean tuple;
        private final int depth;

        private Sequence(List<PickleValue> items, boolean tuple, int depth) {
            this.items = items;
            this.tuple = tuple;
            this.depth = depth;
        }

        static Sequence list() {
            return new Sequence(new ArrayList<>(0), false, 1);
        }

        static Sequence tuple(List<PickleValue> items) {
            int depth = 0;
            for (PickleValue item : items) {
                depth = Math.max(depth, item instanceof Sequence inner ? inner.depth : 0);
            }
            return new Sequence(List.copyOf(items), true, depth + 1);
        }

        boolean isTuple() {
            return tuple;
        }

        /** Returns how deep tuples lie within this one, itself counted. */
        int depth() {
            return depth;
        }

        List<PickleValue> items() {
            return Collections.unmodifiableList(items);
        }

        void add(PickleValue item) {
            items.add(item);
        }

        @Override
        public String describe() {
            return (tuple ? "a tuple of " : "a list of ") + items.size();
        }
    }

    /** A dictionary, in the order of its entries; keys are {@link Text} or {@link Int}. */
    final class Mapping implements PickleValue {
        private final Map<PickleValue, PickleValue> entries = new LinkedHashMap<>(2);
        private final boolean ordered;

        Mapping(boolean ordered) {
            this.ordered = ordered;
        }

        /** Returns whether it is one of {@code collections}, which may have attributes. */
        boolean isOrdered() {
            return ordered;
        }

        Map<PickleValue, PickleValue> entries() {
            return entries;
        }

        @Override
        public String describe() {
            return "a dictionary of " + entries.size();
        }
    }

    /**
     * A storage that tensors lie in.
     *
     * @param key its name in the file
     * @param elements number of elements
     */
    record Storage(String key, DataType type, long elements) {
        long bytes() {
            return Math.multiplyExact(elements, (long) type.bytes());
        }
    }

    /**
     * The part of a storage that a persistent id names: the whole, or in old files a window of it.
     *
     * @param offset first element
     * @param length number of elements
     */
    record Window(Storage storage, long offset, long length) implements PickleValue {
        @Override
        public String describe() {
            return "storage \"" + storage.key() + "\"";
        }
    }

    /**
     * A tensor: element (i, j, ...) is element {@code offset + i stride_0 + j stride_1 + ...} of its storage.
     *
     * @param strides in elements, as many as the shape has sizes
     */
    record Placed(Storage storage, long offset, Shape shape, List<Long> strides) implements PickleValue {
        @Override
        public String describe() {
            return "a tensor " + storage.type() + " " + shape;
        }

        /** Returns whether the elements lie one after another in C order. */
        boolean isContiguous() {
            if (shape.elements() == 0) {
                return true;
            }
            long expected = 1;
            for (int k = shape.rank() - 1; k >= 0; k--) {
                if (shape.size(k) != 1 && strides.get(k) != expected) {
                    return false;
                }
                expected *= shape.size(k);
            }
            return true;
        }
    }

    /** The type of a NumPy array, whose byte order comes after it. */
    final class NumpyType implements PickleValue {
        private final char kind;
        private final int bytes;
        private boolean bigEndian;

        NumpyType(char kind, int bytes) {
            this.kind = kind;
            this.bytes = bytes;
        }

        char kind() {
            return kind;
        }

        int bytes() {
            return bytes;
        }

        boolean isBigEndian() {
            return bigEndian;
        }

        void setBigEndian(boolean newBigEndian) {
            bigEndian = newBigEndian;
        }

        @Override
        public String describe() {
            return "the NumPy type " + kind + bytes;
        }
    }

    /** A NumPy array, whose content comes after it. */
    final class NumpyArray implements PickleValue {
        private String description = "an empty NumPy array";

        void setDescription(String newDescription) {
            description = newDescription;
        }

        @Override
        public String describe() {
            return description;
        }
    }
}
