// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.server.work;

import io.github.psfusion.imaging.IntensityWindow;
import io.github.psfusion.imaging.PairWindows;
import io.github.psfusion.platform.NameSuggestion;
import io.github.psfusion.server.http.Printable;
import io.github.psfusion.server.http.RequestException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;

/** The options of a request, named and written as those of the command line. */
final class RequestFields {
    private final Map<String, String> values;

    private RequestFields(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Takes options.
     *
     * @param known the names that there are
     * @throws RequestException if there is another one
     */
    static RequestFields of(Map<String, String> values, Set<String> known) throws RequestException {
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                throw bad("there is no option " + Printable.excerpt(name) + "."
                        + NameSuggestion.nearest(name, known)
                                .map(near -> " Did you mean " + near + "?")
                                .orElse("")
                        + " Known are " + String.join(", ", known.stream().sorted().toList()) + ".");
            }
        }
        return new RequestFields(new LinkedHashMap<>(values));
    }

    /** Returns the error of an option. */
    static RequestException bad(String message) {
        return new RequestException(RequestException.BAD_REQUEST, message);
    }

    /** Returns an option as it was written. */
    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).map(String::strip);
    }

    /**
     * Returns one of the constants of a type, written in lower case with hyphens.
     *
     * @throws RequestException if it is none
     */
    <E extends Enum<E>> E choice(String name, E otherwise) throws RequestException {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        List<E> constants = Arrays.asList(otherwise.getDeclaringClass().getEnumConstants());
        List<String> names = constants.stream().map(RequestFields::key).toList();
        int at = names.indexOf(text.get());
        if (at < 0) {
            throw bad(name + " " + Printable.excerpt(text.get()) + ": expected " + String.join(", ", names) + ".");
        }
        return constants.get(at);
    }

    private static String key(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Returns {@code true} or {@code false}.
     *
     * @throws RequestException if it is neither
     */
    boolean flag(String name) throws RequestException {
        String text = text(name).orElse("false");
        if (!text.equals("true") && !text.equals("false")) {
            throw bad(name + " " + Printable.excerpt(text) + ": expected true or false.");
        }
        return text.equals("true");
    }

    /**
     * Returns a number.
     *
     * @throws RequestException if it is none
     */
    OptionalDouble number(String name) throws RequestException {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return OptionalDouble.empty();
        }
        try {
            return OptionalDouble.of(Double.parseDouble(text.get()));
        } catch (NumberFormatException e) {
            throw bad(name + " " + Printable.excerpt(text.get()) + ": expected a number.");
        }
    }

    /**
     * Returns a value that has a reader of its own.
     *
     * @param reader throws IllegalArgumentException for a text that it cannot read
     * @throws RequestException if it cannot be read
     */
    <T> Optional<T> parsed(String name, Function<String, T> reader) throws RequestException {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(reader.apply(text.get()));
        } catch (IllegalArgumentException e) {
            throw bad(name + ": " + e.getMessage() + ".");
        }
    }

    /**
     * Returns the intensity windows, {@code ir-range} and {@code vi-range}.
     *
     * @throws RequestException if one cannot be read
     */
    PairWindows windows() throws RequestException {
        IntensityWindow infrared = parsed("ir-range", IntensityWindow::parse).orElse(new IntensityWindow.Automatic());
        IntensityWindow visible = parsed("vi-range", IntensityWindow::parse).orElse(new IntensityWindow.Full());
        return new PairWindows(infrared, visible);
    }
}
