// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.radiometric;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.ImageSize;

/**
 * Where a thermal image lies in the visible image of the same file: its pixel p is at
 * {@code c_visible + offset + s (p - c_thermal)} with the centers c of both images and
 * {@code s = visible width / real2Ir / thermal width}. The positions hold for one distance, which the camera focuses or
 * assumes: nearer or farther objects lie beside each other (parallax).
 *
 * @param real2Ir width of the visible image's field of view in widths of the thermal one
 * @param offsetX in pixels of the visible image, to the right
 * @param offsetY in pixels of the visible image, downwards
 */
public record VisiblePlacement(double real2Ir, double offsetX, double offsetY) {
    /** Both images show the same field of view. */
    static final VisiblePlacement SAME_FIELD = new VisiblePlacement(1, 0, 0);

    /** Cameras have 1 to 3. */
    private static final double MOST = 100;

    /** Both images on one grid, of equal size. */
    public record Placed(Plane infrared, Image visible) {}

    boolean isUsable() {
        return real2Ir > 1 / MOST && real2Ir < MOST;
    }

    /** Returns how many pixels of the visible image a pixel of the thermal one is wide. */
    public double scale(int thermalWidth, int visibleWidth) {
        return visibleWidth / real2Ir / thermalWidth;
    }

    /**
     * Returns the position in the visible image of one in the thermal image, both from 0 at the left or upper edge on.
     *
     * @param along position along one side of the thermal image
     * @param thermal length of that side
     * @param visible length of the same side of the visible image
     * @param scale as {@link #scale} returns it
     * @param offset along the side
     */
    private static double visible(double along, int thermal, int visible, double scale, double offset) {
        return visible / 2.0 + offset + scale * (along - thermal / 2.0);
    }

    /** Returns the column in the visible image at a column of the thermal image, both from 0 at the left edge on. */
    public double visibleX(double x, ImageSize thermal, ImageSize visible) {
        return visible(x, thermal.width(), visible.width(), scale(thermal.width(), visible.width()), offsetX);
    }

    /** Returns the row in the visible image at a row of the thermal image, both from 0 at the upper edge on. */
    public double visibleY(double y, ImageSize thermal, ImageSize visible) {
        return visible(y, thermal.height(), visible.height(), scale(thermal.width(), visible.width()), offsetY);
    }

    /**
     * Cuts both images to what they have in common, on a grid with the finer resolution of both.
     *
     * @throws IllegalArgumentException if they have nothing in common
     */
    public Placed place(Plane thermal, Image visible) {
        double scale = scale(thermal.width(), visible.width());
        Axis columns = Axis.of(thermal.width(), visible.width(), scale, offsetX);
        Axis rows = Axis.of(thermal.height(), visible.height(), scale, offsetY);
        return new Placed(
                sampled(thermal, columns.inThermal, rows.inThermal),
                visible instanceof ColorImage color
                        ? new ColorImage(
                                sampled(color.red(), columns.inVisible, rows.inVisible),
                                sampled(color.green(), columns.inVisible, rows.inVisible),
                                sampled(color.blue(), columns.inVisible, rows.inVisible))
                        : sampled(visible.luminance(), columns.inVisible, rows.inVisible));
    }

    /** The pixel centers of the common grid along one side, in pixels of both images. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Axis(double[] inThermal, double[] inVisible) {
        static Axis of(int thermal, int visible, double scale, double offset) {
            double start = Math.max(0, thermal / 2.0 - (visible / 2.0 + offset) / scale);
            double end = Math.min(thermal, thermal / 2.0 + (visible / 2.0 - offset) / scale);
            int length = (int) Math.round((end - start) * Math.max(scale, 1));
            if (length < 1) {
                throw new IllegalArgumentException("its thermal image is outside of its visible image");
            }
            double[] inThermal = new double[length];
            double[] inVisible = new double[length];
            for (int i = 0; i < length; i++) {
                double along = start + (i + 0.5) * (end - start) / length;
                inThermal[i] = along - 0.5;
                inVisible[i] = visible(along, thermal, visible, scale, offset) - 0.5;
            }
            return new Axis(inThermal, inVisible);
        }
    }

    /** Interpolates linearly at all positions of these columns and rows; beyond the outer pixels their value continues. */
    private static Plane sampled(Plane plane, double[] columns, double[] rows) {
        float[] samples = new float[Math.multiplyExact(columns.length, rows.length)];
        for (int y = 0; y < rows.length; y++) {
            int upper = (int) Math.min(Math.max(Math.floor(rows[y]), 0), plane.height() - 1);
            int lower = Math.min(upper + 1, plane.height() - 1);
            double down = Math.min(Math.max(rows[y] - upper, 0), 1);
            for (int x = 0; x < columns.length; x++) {
                int left = (int) Math.min(Math.max(Math.floor(columns[x]), 0), plane.width() - 1);
                int right = Math.min(left + 1, plane.width() - 1);
                double across = Math.min(Math.max(columns[x] - left, 0), 1);
                double above = plane.at(left, upper) + across * (plane.at(right, upper) - plane.at(left, upper));
                double below = plane.at(left, lower) + across * (plane.at(right, lower) - plane.at(left, lower));
                samples[y * columns.length + x] = (float) (above + down * (below - above));
            }
        }
        return Plane.wrap(columns.length, rows.length, samples);
    }
}
