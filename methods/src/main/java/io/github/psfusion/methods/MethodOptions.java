// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.methods;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Options of a method as they were written after its name: {@code NAME:option=value:option=value}, or a word alone where a
 * method has one choice that needs no name ({@code gtf:minimum}).
 */
public final class MethodOptions {
    private final String key;
    private final Map<String, String> values;

    private MethodOptions(String key, Map<String, String> values) {
        this.key = key;
        this.values = values;
    }

    /**
     * Makes options.
     *
     * @param key the method as it was requested, for messages and tables
     * @param values values by name of option; a word alone has the empty name
     */
    public static MethodOptions of(String key, Map<String, String> values) {
        return new MethodOptions(key, Map.copyOf(values));
    }

    /** Returns the method as it was requested. */
    public String key() {
        return key;
    }

    /** Returns these options with another one, unless it was given already. */
    public MethodOptions withDefault(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(values);
        more.putIfAbsent(name, value);
        return new MethodOptions(key, Map.copyOf(more));
    }

    /** Returns these options with one called by another name; if both were given, as they are. */
    MethodOptions renamed(String former, String name) {
        String value = values.get(former);
        if (value == null || values.containsKey(name)) {
            return this;
        }
        Map<String, String> others = new LinkedHashMap<>(values);
        others.remove(former);
        others.put(name, value);
        return new MethodOptions(key, Map.copyOf(others));
    }

    /** Returns the value of an option. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /**
     * Returns a number.
     *
     * @throws MethodOptionException if it is not a number, or not within the range
     */
    public double number(String name, double least, double greatest, double otherwise) throws MethodOptionException {
        String text = values.get(name);
        if (text == null) {
            return otherwise;
        }
        double value;
        try {
            value = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            value = Double.NaN;
        }
        if (!(value >= least && value <= greatest)) {
            throw new MethodOptionException(
                    key + ": option " + name + "=" + text + ": expected a number from " + least + " to " + greatest);
        }
        return value;
    }

    /**
     * Returns a whole number.
     *
     * @throws MethodOptionException if it is none, or not within the range
     */
    public int integer(String name, int least, int greatest, int otherwise) throws MethodOptionException {
        String text = values.get(name);
        if (text == null) {
            return otherwise;
        }
        long value;
        try {
            value = Long.parseLong(text);
        } catch (NumberFormatException e) {
            value = Long.MIN_VALUE;
        }
        if (value < least || value > greatest) {
            throw new MethodOptionException(key + ": option " + name + "=" + text + ": expected a whole number from "
                    + least + " to " + greatest);
        }
        return (int) value;
    }

    /**
     * Returns one of several words.
     *
     * @param name name of the option; empty for the word alone
     * @param words the possible values, the default first
     * @throws MethodOptionException if it is none of them
     */
    public String choice(String name, List<String> words) throws MethodOptionException {
        String text = values.getOrDefault(name, words.get(0));
        if (!words.contains(text)) {
            throw new MethodOptionException(key + ": " + (name.isEmpty() ? "" : "option " + name + "=") + text
                    + ": expected " + String.join(" or ", words));
        }
        return text;
    }

    /**
     * Checks that every option is one that the method has.
     *
     * @throws MethodOptionException naming those that it has
     */
    public void requireOnly(List<String> names) throws MethodOptionException {
        for (String name : values.keySet()) {
            if (!names.contains(name)) {
                throw new MethodOptionException(key + ": there is no option "
                        + (name.isEmpty() ? values.get(name) : name)
                        + (names.isEmpty() ? "; the method has none" : "; known are " + String.join(", ", names)));
            }
        }
    }
}
