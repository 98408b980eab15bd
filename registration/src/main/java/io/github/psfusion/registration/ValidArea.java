// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.registration;

import io.github.psfusion.imaging.Plane;
import java.util.Arrays;

/** The pixels of an image that hold content; the others are outside of it, as the corners of a rotated image are. Immutable. */
public final class ValidArea {
    /** Levels up to this one, of 255, are black: JPEG leaves such traces in an empty border. */
    private static final float BLACK = 2.5f / 255;
    /** An area that lacks less than this share of the image is taken as whole. */
    private static final double WHOLE = 0.995;

    private final int width;
    private final int height;
    private final boolean[] valid;

    private ValidArea(int width, int height, boolean[] valid) {
        this.width = width;
        this.height = height;
        this.valid = valid;
    }

    /** Returns the area of all pixels. */
    public static ValidArea whole(int width, int height) {
        boolean[] valid = new boolean[Math.multiplyExact(width, height)];
        Arrays.fill(valid, true);
        return new ValidArea(width, height, valid);
    }

    /**
     * Makes an area around an array without copying it.
     *
     * @param valid {@code width * height} values, row by row, which the caller must not change afterwards
     */
    public static ValidArea wrap(int width, int height, boolean[] valid) {
        if (valid.length != Math.multiplyExact(width, height)) {
            throw new IllegalArgumentException(
                    valid.length + " values given for an area of " + width + " x " + height + " pixels");
        }
        return new ValidArea(width, height, valid);
    }

    /**
     * Returns the convex hull of the pixels that are not black. A black border, also one left by a rotation, is outside of it;
     * black parts within the scene, such as the sky of an infrared image, are inside. An image that is black in less than
     * 0.5 % outside of the hull, or wholly black, is taken as whole.
     */
    public static ValidArea ofContent(Plane image) {
        int width = image.width();
        int height = image.height();
        double[] hullLeft = new double[height];
        double[] hullRight = new double[height];
        if (!new ConvexHull(image, BLACK).rows(hullLeft, hullRight)) {
            return whole(width, height);
        }
        boolean[] valid = new boolean[width * height];
        int count = 0;
        for (int y = 0; y < height; y++) {
            for (int x = (int) Math.ceil(Math.max(hullLeft[y], 0)); x <= hullRight[y] && x < width; x++) {
                valid[y * width + x] = true;
                count++;
            }
        }
        return count > WHOLE * valid.length ? whole(width, height) : new ValidArea(width, height, valid);
    }

    /** Returns the width of the image in pixels. */
    public int width() {
        return width;
    }

    /** Returns the height of the image in pixels. */
    public int height() {
        return height;
    }

    /** Returns whether a pixel of the image holds content. */
    public boolean at(int x, int y) {
        return valid[y * width + x];
    }

    /** Returns the array itself, row by row, which nobody changes. */
    boolean[] values() {
        return valid;
    }

    /** Returns the number of pixels that hold content. */
    public int count() {
        int count = 0;
        for (boolean value : valid) {
            count += value ? 1 : 0;
        }
        return count;
    }

    /** Returns the pixels that hold content here and in another area of the same size. */
    public ValidArea and(ValidArea other) {
        if (width != other.width || height != other.height) {
            throw new IllegalArgumentException("areas of different sizes: " + this + ", " + other);
        }
        boolean[] both = new boolean[valid.length];
        for (int i = 0; i < both.length; i++) {
            both[i] = valid[i] && other.valid[i];
        }
        return new ValidArea(width, height, both);
    }

    /** Returns the pixels around which a square of {@code 2 radius + 1} pixels is valid; beyond the image nothing is. */
    public ValidArea eroded(int radius) {
        boolean[] rows = new boolean[valid.length];
        for (int y = 0; y < height; y++) {
            int run = 0;
            for (int x = 0; x < width; x++) {
                run = valid[y * width + x] ? run + 1 : 0;
                if (run > 2 * radius) {
                    rows[y * width + x - radius] = true;
                }
            }
        }
        boolean[] result = new boolean[valid.length];
        int[] runs = new int[width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                runs[x] = rows[y * width + x] ? runs[x] + 1 : 0;
                if (runs[x] > 2 * radius) {
                    result[(y - radius) * width + x] = true;
                }
            }
        }
        return new ValidArea(width, height, result);
    }

    /** Returns the area at a smaller size; a pixel is valid if all pixels that it covers are. */
    ValidArea reduced(int toWidth, int toHeight) {
        boolean[] result = new boolean[toWidth * toHeight];
        for (int y = 0; y < toHeight; y++) {
            int top = (int) ((long) y * height / toHeight);
            int bottom = (int) (((y + 1L) * height + toHeight - 1) / toHeight);
            for (int x = 0; x < toWidth; x++) {
                int left = (int) ((long) x * width / toWidth);
                int right = (int) (((x + 1L) * width + toWidth - 1) / toWidth);
                result[y * toWidth + x] = isValid(left, right, top, bottom);
            }
        }
        return new ValidArea(toWidth, toHeight, result);
    }

    private boolean isValid(int left, int right, int top, int bottom) {
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                if (!valid[y * width + x]) {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ValidArea area
                && width == area.width
                && height == area.height
                && Arrays.equals(valid, area.valid);
    }

    @Override
    public int hashCode() {
        return 31 * width + Arrays.hashCode(valid);
    }

    @Override
    public String toString() {
        return count() + " of " + width + " x " + height + " pixels";
    }
}
