// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.downstream;

import io.github.psfusion.downstream.networks.InputForm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A row of an experiment: what a segmenter or detector gets to see of each pair.
 *
 * @param name of the row and of its folder
 * @param kind where the input comes from
 * @param place folder of the fused images of {@link Kind#FUSED}, weight file of {@link Kind#HEAD}; else empty
 */
public record InputRow(String name, Kind kind, Optional<Path> place) {
    /** The name of the row of {@link Kind#HEAD}. */
    public static final String HEAD = "psfusion-head";

    /** Names become folders on any system. */
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}_.+-]{0,63}");

    /** Where the input of a row comes from. */
    public enum Kind {
        /** The visible image. */
        VISIBLE(InputForm.IMAGE),
        /** The infrared image, as three equal channels. */
        INFRARED(InputForm.IMAGE),
        /** The mean of both, of 8 bits: what every fusion method must beat. */
        AVERAGE(InputForm.IMAGE),
        /** Both images as four channels. */
        CONCAT(InputForm.CHANNELS),
        /** Both images, in an encoder each: fusion of features. */
        FEATURES(InputForm.FEATURES),
        /** Both images; the network that fuses them is the segmenter as well, by its own class map. Nothing is trained. */
        HEAD(InputForm.FEATURES),
        /** Fused images from a folder. */
        FUSED(InputForm.IMAGE);

        private final InputForm form;

        Kind(InputForm form) {
            this.form = form;
        }

        /** Returns what the segmenter gets. */
        public InputForm form() {
            return form;
        }
    }

    /**
     * Reads rows.
     *
     * @param texts {@code visible}, {@code infrared}, {@code average}, {@code concat}, {@code features} {@code NAME=DIR} with a
     *     folder of fused images, or {@code psfusion-head=FILE} with weights of PSFusion
     * @throws IllegalArgumentException if a text is none of these, or a name is given twice
     */
    public static List<InputRow> parse(List<String> texts) {
        List<InputRow> rows = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (String text : texts) {
            InputRow row = parse(text.strip());
            if (!names.add(row.name().toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException(
                        text + ": the row " + row.name() + " is given twice; give each a name of its own, NAME=DIR");
            }
            rows.add(row);
        }
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("there are no rows; name some, such as visible,infrared,fused=DIR");
        }
        return List.copyOf(rows);
    }

    private static InputRow parse(String text) {
        int equals = text.indexOf('=');
        if (equals >= 0) {
            String name = text.substring(0, equals).strip();
            if (name.equals(HEAD) && equals < text.length() - 1) {
                return new InputRow(HEAD, Kind.HEAD, Optional.of(Path.of(text.substring(equals + 1))));
            }
            boolean reserved = kind(name).isPresent() && !name.equals("fused");
            if (reserved || equals == text.length() - 1 || !NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(text
                        + ": expected NAME=DIR, a folder of fused images with a name of letters and digits that is no"
                        + " other row");
            }
            return new InputRow(name, Kind.FUSED, Optional.of(Path.of(text.substring(equals + 1))));
        }
        Optional<Kind> kind = kind(text);
        if (kind.isEmpty() || kind.get() == Kind.FUSED || kind.get() == Kind.HEAD) {
            throw new IllegalArgumentException(text
                    + ": expected visible, infrared, average, concat, features, psfusion-head=FILE (weights), or"
                    + " NAME=DIR, a folder of fused images");
        }
        return new InputRow(text, kind.get(), Optional.empty());
    }

    /**
     * Checks that the row is for a model of one image of three channels, or needs none.
     *
     * @throws IllegalArgumentException if it is not
     */
    void requireImage() {
        if (kind == Kind.CONCAT || kind == Kind.FEATURES) {
            throw new IllegalArgumentException(name
                    + ": a model of others takes an image of three channels; this row has both images. Leave it out");
        }
    }

    private static Optional<Kind> kind(String name) {
        for (Kind kind : Kind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(name)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
