// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.Plane;
import java.util.Set;

/**
 * Derives from the classes of pixels the maps that the training of PSFusion needs beside them.
 *
 * <p>How the authors made theirs is not published; these rules are this project's. Each map holds 1 (yes) and 0 (no);
 * {@link LabelMap#IGNORED} pixels are 0 in all of them.
 */
public final class LabelDerivation {
    /** The classes of MSRS that are warm as a rule: car and person. */
    public static final Set<Integer> WARM_CLASSES = Set.of(1, 2);

    /** The radius that gives a contour of one pixel on both of its sides. */
    public static final int BOUNDARY_RADIUS = 1;

    /** Wider contours would cover whole objects; the time of the derivation grows with the square of the radius. */
    private static final int LARGEST_RADIUS = 32;

    private LabelDerivation() {}

    /** Derives object against background: 1 where the class is neither 0 nor ignored. */
    public static LabelMap binary(LabelMap label) {
        byte[] binary = label.toArray();
        for (int i = 0; i < binary.length; i++) {
            int c = binary[i] & 0xFF;
            binary[i] = (byte) (c != 0 && c != LabelMap.IGNORED ? 1 : 0);
        }
        return LabelMap.of(label.width(), label.height(), binary);
    }

    /**
     * Derives the contours: 1 where the class of a pixel differs from that of some pixel in its window of
     * {@code 2 radius + 1} by {@code 2 radius + 1} pixels inside the image, neither of them ignored.
     *
     * @param radius from 1 to 32
     */
    public static LabelMap boundary(LabelMap label, int radius) {
        if (radius < 1 || radius > LARGEST_RADIUS) {
            throw new IllegalArgumentException("radius " + radius + " must be from 1 to " + LARGEST_RADIUS);
        }
        int width = label.width();
        int height = label.height();
        byte[] classes = label.toArray();
        byte[] boundary = new byte[classes.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                if (touchesAnother(classes, width, height, x, y, radius)) {
                    boundary[y * width + x] = 1;
                }
            }
        }
        return LabelMap.of(width, height, boundary);
    }

    private static boolean touchesAnother(byte[] classes, int width, int height, int x, int y, int radius) {
        byte ignored = (byte) LabelMap.IGNORED;
        byte own = classes[y * width + x];
        if (own == ignored) {
            return false;
        }
        int left = Math.max(x - radius, 0);
        int right = Math.min(x + radius, width - 1);
        int top = Math.max(y - radius, 0);
        int bottom = Math.min(y + radius, height - 1);
        for (int row = top; row <= bottom; row++) {
            for (int i = row * width + left; i <= row * width + right; i++) {
                if (classes[i] != own && classes[i] != ignored) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Derives the mask of salient targets: 1 where the class is one of these. */
    public static LabelMap mask(LabelMap label, Set<Integer> classes) {
        byte[] mask = label.toArray();
        for (int i = 0; i < mask.length; i++) {
            int c = mask[i] & 0xFF;
            mask[i] = (byte) (c != LabelMap.IGNORED && classes.contains(c) ? 1 : 0);
        }
        return LabelMap.of(label.width(), label.height(), mask);
    }

    /** Returns a derived map as the image that is stored: samples 0 and 1, which files hold as levels 0 and 255. */
    public static Plane image(LabelMap derived) {
        byte[] values = derived.toArray();
        float[] samples = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            if (values[i] != 0 && values[i] != 1) {
                throw new IllegalArgumentException(
                        "value " + (values[i] & 0xFF) + " in a derived map, which holds 0 and 1 only");
            }
            samples[i] = values[i];
        }
        return Plane.wrap(derived.width(), derived.height(), samples);
    }
}
