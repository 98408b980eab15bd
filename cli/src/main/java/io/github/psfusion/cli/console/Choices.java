// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.console;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads the name of a choice: lower case with hyphens, as the constants of an enum are written here.
 *
 * @param <E> the enum
 */
public final class Choices<E extends Enum<E>> implements ITypeConverter<E> {
    private final Set<E> constants;

    private Choices(Set<E> constants) {
        this.constants = constants;
    }

    /** Returns the reader of an enum's names. */
    public static <E extends Enum<E>> Choices<E> of(Class<E> type) {
        return new Choices<>(EnumSet.allOf(type));
    }

    /** Returns the reader of an enum's names but for one, which no option can mean. */
    public static <E extends Enum<E>> Choices<E> without(E constant) {
        return new Choices<>(EnumSet.complementOf(EnumSet.of(constant)));
    }

    /** Returns a constant's name on the command line. */
    public static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public E convert(String value) {
        return constants.stream()
                .filter(constant -> name(constant).equals(value))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("expected " + list() + ", not " + value));
    }

    /**
     * Reads a list of names, separated by commas; {@code none} is the empty list.
     *
     * @param option for the message
     */
    public Set<E> convertList(String option, String values) {
        Set<E> found = EnumSet.copyOf(constants);
        found.clear();
        for (String value : values.split(",", -1)) {
            if (!value.equals("none")) {
                try {
                    found.add(convert(value.strip()));
                } catch (TypeConversionException e) {
                    throw UserError.usage(option + " " + values + ": " + e.getMessage() + ".");
                }
            }
        }
        return found;
    }

    private String list() {
        return constants.stream().map(Choices::name).collect(Collectors.joining(", "));
    }
}
