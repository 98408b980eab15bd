// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import io.github.psfusion.imaging.BitDepth;
import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.DecodedImage;
import io.github.psfusion.imaging.codec.ImageSize;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Pixels at the borders of all images of a set that do not belong to them, such as the white frame of DroneVehicle.
 *
 * @param left columns at the left, at least 0
 * @param top rows at the top, at least 0
 * @param right columns at the right, at least 0
 * @param bottom rows at the bottom, at least 0
 */
public record Margin(int left, int top, int right, int bottom) {
    /** No margin. */
    public static final Margin NONE = new Margin(0, 0, 0, 0);

    private static final Pattern FORM = Pattern.compile("\\d{1,5}(,\\d{1,5},\\d{1,5},\\d{1,5})?");

    /** Checks the numbers. */
    public Margin {
        if (left < 0 || top < 0 || right < 0 || bottom < 0) {
            throw new IllegalArgumentException(
                    "a margin has 0 or more pixels, not " + left + "," + top + "," + right + "," + bottom);
        }
    }

    /**
     * Reads one number for all sides, or four: left, top, right, bottom.
     *
     * @throws IllegalArgumentException naming the forms
     */
    public static Margin parse(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException(text + " is no margin; expected are pixels, as 100, or those of the left,"
                    + " top, right and bottom side, as 100,100,100,100");
        }
        int[] sides = Arrays.stream(text.split(",")).mapToInt(Integer::parseInt).toArray();
        return sides.length == 1
                ? new Margin(sides[0], sides[0], sides[0], sides[0])
                : new Margin(sides[0], sides[1], sides[2], sides[3]);
    }

    /** Returns whether there is none. */
    public boolean isNone() {
        return equals(NONE);
    }

    /**
     * Returns the size that is left of an image.
     *
     * @throws DatasetException if nothing is
     */
    public ImageSize inside(ImageSize size, Path file) throws DatasetException {
        if (left + right >= size.width() || top + bottom >= size.height()) {
            throw new DatasetException(file + ": nothing of its " + size + " pixels is left without a margin of " + this
                    + ". Choose a smaller --margin.");
        }
        return new ImageSize(size.width() - left - right, size.height() - top - bottom);
    }

    /**
     * Cuts the margin from an image that was read from a file.
     *
     * @throws DatasetException if nothing is left
     */
    public DecodedImage cut(DecodedImage image, Path file) throws DatasetException {
        if (isNone()) {
            return image;
        }
        Image whole = image.image();
        ImageSize size = inside(new ImageSize(whole.width(), whole.height()), file);
        Image part = whole instanceof ColorImage color
                ? new ColorImage(cut(color.red(), size), cut(color.green(), size), cut(color.blue(), size))
                : cut(whole.luminance(), size);
        BitDepth depth = image.depth();
        return new DecodedImage(part, depth, image.format(), image.notes());
    }

    /**
     * Cuts the margin from a map that was read from a file.
     *
     * @throws DatasetException if nothing is left
     */
    public LabelMap cut(LabelMap map, Path file) throws DatasetException {
        if (isNone()) {
            return map;
        }
        ImageSize size = inside(new ImageSize(map.width(), map.height()), file);
        byte[] whole = map.toArray();
        byte[] part = new byte[size.width() * size.height()];
        for (int y = 0; y < size.height(); y++) {
            System.arraycopy(whole, (y + top) * map.width() + left, part, y * size.width(), size.width());
        }
        return LabelMap.of(size.width(), size.height(), part);
    }

    private Plane cut(Plane plane, ImageSize size) {
        float[] whole = plane.toArray();
        float[] part = new float[size.width() * size.height()];
        for (int y = 0; y < size.height(); y++) {
            System.arraycopy(whole, (y + top) * plane.width() + left, part, y * size.width(), size.width());
        }
        return Plane.wrap(size.width(), size.height(), part);
    }

    @Override
    public String toString() {
        return left == top && top == right && right == bottom
                ? String.valueOf(left)
                : left + "," + top + "," + right + "," + bottom;
    }
}
