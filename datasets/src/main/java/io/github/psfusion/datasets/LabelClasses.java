// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.codec.IndexColors;
import java.util.ArrayList;
import java.util.List;

/** The classes of a label map: what each index is called and in which color it is shown. */
public final class LabelClasses {
    private static final LabelClasses MSRS = new LabelClasses(List.of(
            new LabelClass("unlabelled", 0x000000),
            new LabelClass("car", 0x400080),
            new LabelClass("person", 0x404000),
            new LabelClass("bike", 0x0080C0),
            new LabelClass("curve", 0x0000C0),
            new LabelClass("car stop", 0x808000),
            new LabelClass("guardrail", 0x404080),
            new LabelClass("color cone", 0xC08080),
            new LabelClass("bump", 0xC04000)));

    /**
     * One class.
     *
     * @param name what it is called
     * @param color 0xRRGGBB
     */
    public record LabelClass(String name, int color) {
        /** Checks the range of the color. */
        public LabelClass {
            if (color < 0 || color > 0xFFFFFF) {
                throw new IllegalArgumentException("color " + color + " must be from 0x000000 to 0xFFFFFF");
            }
        }
    }

    private final List<LabelClass> classes;

    private LabelClasses(List<LabelClass> classes) {
        this.classes = List.copyOf(classes);
    }

    /** Returns the nine classes of MSRS (Tang et al., PIAFusion, 2022), with the colors of MFNet (Ha et al., 2017). */
    public static LabelClasses msrs() {
        return MSRS;
    }

    /**
     * Returns so many classes: those of MSRS for nine; else numbered ones, in the colors of the PASCAL VOC devkit, where
     * bit {@code 3 k + c} of the index is bit {@code 7 - k} of the color's channel {@code c}.
     *
     * @param count from 1 to 255, since {@link LabelMap#IGNORED} is no class
     */
    public static LabelClasses ofCount(int count) {
        if (count < 1 || count > LabelMap.IGNORED) {
            throw new IllegalArgumentException(count + " classes: the number must be from 1 to " + LabelMap.IGNORED);
        }
        if (count == MSRS.count()) {
            return MSRS;
        }
        List<LabelClass> classes = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            classes.add(new LabelClass("class " + index, spreadBits(index)));
        }
        return new LabelClasses(classes);
    }

    /**
     * Returns classes with these names, in the order of their indexes, with the colors of {@link #ofCount}.
     *
     * @throws IllegalArgumentException if a name is blank or given twice, or there are not 1 to 255 names
     */
    public static LabelClasses ofNames(List<String> names) {
        LabelClasses colors = ofCount(names.size());
        List<LabelClass> classes = new ArrayList<>();
        for (String name : names) {
            String stripped = name.strip();
            if (stripped.isEmpty()
                    || classes.stream().anyMatch(other -> other.name().equals(stripped))) {
                throw new IllegalArgumentException(String.join(",", names) + ": "
                        + (stripped.isEmpty() ? "a name is empty" : stripped + " is named twice")
                        + ". Give each class a name of its own, in the order of their numbers.");
            }
            classes.add(new LabelClass(stripped, colors.color(classes.size())));
        }
        return new LabelClasses(classes);
    }

    /** The bits of the index, from the lowest, become the highest bits of red, green and blue in turn. */
    private static int spreadBits(int index) {
        int red = 0;
        int green = 0;
        int blue = 0;
        for (int k = 0; k <= 2; k++) {
            red |= (index >> (3 * k) & 1) << (7 - k);
            green |= (index >> (3 * k + 1) & 1) << (7 - k);
            blue |= (index >> (3 * k + 2) & 1) << (7 - k);
        }
        return red << 16 | green << 8 | blue;
    }

    /** Returns the number of classes, background included. */
    public int count() {
        return classes.size();
    }

    /** Returns the name of a class. */
    public String name(int index) {
        return classes.get(index).name();
    }

    /** Returns the names of all classes, in the order of their indexes. */
    public List<String> names() {
        return classes.stream().map(LabelClass::name).toList();
    }

    /** Returns the color of a class as 0xRRGGBB. */
    public int color(int index) {
        return classes.get(index).color();
    }

    /** Returns the colors of all classes, to write label maps with. */
    public IndexColors colors() {
        return new IndexColors(classes.stream().map(LabelClass::color).toList());
    }
}
