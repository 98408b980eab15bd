// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sizes of the random crops of a training: one, or some that grow with the steps, each used for equally many. Sides are multiples of
 * 32; the side that grows more does so by 32 from size to size, the other in proportion, rounded down.
 *
 * @param first the first and smallest size
 * @param last the last and largest one
 */
public record CropRange(CropSize first, CropSize last) {
    private static final int MULTIPLE = 32;
    private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,5})x([1-9]\\d{0,5})");
    private static final String BETWEEN = "..";

    /**
     * A size of crops.
     *
     * @param width in pixels, a multiple of 32
     * @param height in pixels, a multiple of 32
     */
    public record CropSize(int width, int height) {
        /** Checks the sides. */
        public CropSize {
            if (width < MULTIPLE || height < MULTIPLE || width % MULTIPLE != 0 || height % MULTIPLE != 0) {
                throw new IllegalArgumentException(
                        "crops must have sides that are multiples of 32, not " + width + " x " + height);
            }
        }

        private double pixels() {
            return (double) width * height;
        }

        @Override
        public String toString() {
            return width + "x" + height;
        }
    }

    /** Checks the order of the sizes. */
    public CropRange {
        if (last.width() < first.width() || last.height() < first.height()) {
            throw new IllegalArgumentException("crops grow; " + last + " is smaller than " + first);
        }
    }

    /** Returns a single size. */
    public static CropRange of(int width, int height) {
        CropSize size = new CropSize(width, height);
        return new CropRange(size, size);
    }

    /**
     * Reads {@code WxH} or {@code WxH..WxH}.
     *
     * @throws IllegalArgumentException if the text has another form, or if a size is out of range
     */
    public static CropRange parse(String text) {
        int between = text.indexOf(BETWEEN);
        if (between < 0) {
            CropSize size = size(text);
            return new CropRange(size, size);
        }
        return new CropRange(size(text.substring(0, between)), size(text.substring(between + BETWEEN.length())));
    }

    private static CropSize size(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("expected WxH or WxH..WxH, such as 128x128..256x256, but found " + text);
        }
        return new CropSize(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    private int growth() {
        return Math.max(last.width() - first.width(), last.height() - first.height()) / MULTIPLE;
    }

    /**
     * Returns the size for a step.
     *
     * @param step number of steps before it; beyond the last one, the largest size
     * @param steps of the whole training, at least 1
     */
    public CropSize at(long step, long steps) {
        int growth = growth();
        // In double: a product of large numbers of steps would not fit.
        int grown = (int) Math.min(growth, Math.floor((double) step / steps * (growth + 1)));
        return growth == 0
                ? first
                : new CropSize(
                        grown(first.width(), last.width(), grown, growth),
                        grown(first.height(), last.height(), grown, growth));
    }

    private static int grown(int from, int to, int grown, int growth) {
        return from + (to - from) / MULTIPLE * grown / growth * MULTIPLE;
    }

    /**
     * Returns how many steps with crops as they are now have as many pixels as the rest of a training.
     *
     * @param done steps done
     * @param steps of the whole training
     */
    public double remaining(long done, long steps) {
        if (growth() == 0) {
            return steps - done;
        }
        double pixels = 0;
        for (long step = done; step < steps; step++) {
            pixels += at(step, steps).pixels();
        }
        return pixels / at(done, steps).pixels();
    }

    /** Returns what {@link #parse} reads. */
    @Override
    public String toString() {
        return first.equals(last) ? last.toString() : first + BETWEEN + last;
    }
}
