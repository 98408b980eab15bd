// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.console;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
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
    private final Class<E> type;

    private Choices(Class<E> type) {
        this.type = type;
    }

    /** Returns the reader of an enum's names. */
    public static <E extends Enum<E>> Choices<E> of(Class<E> type) {
        return new Choices<>(type);
    }

    /** Returns a constant's name on the command line. */
    public static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public E convert(String value) {
        return Arrays.stream(type.getEnumConstants())
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
        List<E> found = new ArrayList<>();
        for (String value : values.split(",", -1)) {
            if (!value.equals("none")) {
                try {
                    found.add(convert(value.strip()));
                } catch (TypeConversionException e) {
                    throw UserError.usage(option + " " + values + ": " + e.getMessage() + ".");
                }
            }
        }
        return found.isEmpty() ? EnumSet.noneOf(type) : EnumSet.copyOf(found);
    }

    private String list() {
        return Arrays.stream(type.getEnumConstants()).map(Choices::name).collect(Collectors.joining(", "));
    }
}
