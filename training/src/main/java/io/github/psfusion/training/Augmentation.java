// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import java.util.random.RandomGenerator;

/**
 * A flip, then a rotation, then a crop: the same for all maps of a pair, without interpolation.
 *
 * <p>As in the authors' code: each flip (none, rows reversed, columns reversed) has probability 1/3, each rotation 1/4, every
 * position of the crop is equally probable. An image with a side smaller than the crop is continued there by symmetric
 * reflection (the authors' code resizes it, labels too, which spoils them).
 *
 * @param flip what is reversed first
 * @param rotation how the flipped image is rotated
 * @param left first column of the crop in the rotated image
 * @param top first row of the crop in the rotated image
 * @param width of the crop
 * @param height of the crop
 */
public record Augmentation(Flip flip, Rotation rotation, int left, int top, int width, int height) {
    /** Which augmentations are drawn. */
    public enum Policy {
        /** All flips and rotations, as published. */
        ALL,
        /** Images stay upright: only left and right are swapped, with probability 1/2; learns faster in short runs. */
        MIRROR,
        /** Neither flips nor rotations, only crops. */
        CROP
    }

    /** What is reversed. */
    public enum Flip {
        /** Nothing. */
        NONE,
        /** The order of the rows. */
        ROWS,
        /** The order of the columns. */
        COLUMNS
    }

    /** How an image is rotated. */
    public enum Rotation {
        /** Not at all. */
        NONE,
        /** By 90 degrees counter-clockwise: transposed, then the rows reversed. */
        QUARTER,
        /** By 180 degrees. */
        HALF,
        /** By 90 degrees clockwise: the rows reversed, then transposed. */
        THREE_QUARTERS
    }

    /**
     * Draws an augmentation.
     *
     * @param policy which augmentations are drawn
     * @param width of the image
     * @param height of the image
     * @param cropWidth of the crop
     * @param cropHeight of the crop
     */
    public static Augmentation draw(
            RandomGenerator random, Policy policy, int width, int height, int cropWidth, int cropHeight) {
        Flip flip = switch (policy) {
            case ALL -> Flip.values()[random.nextInt(Flip.values().length)];
            case MIRROR -> random.nextBoolean() ? Flip.COLUMNS : Flip.NONE;
            case CROP -> Flip.NONE;
        };
        Rotation rotation =
                policy == Policy.ALL ? Rotation.values()[random.nextInt(Rotation.values().length)] : Rotation.NONE;
        boolean swapped = swaps(rotation);
        int rotatedWidth = swapped ? height : width;
        int rotatedHeight = swapped ? width : height;
        int left = random.nextInt(Math.max(rotatedWidth - cropWidth, 0) + 1);
        int top = random.nextInt(Math.max(rotatedHeight - cropHeight, 0) + 1);
        return new Augmentation(flip, rotation, left, top, cropWidth, cropHeight);
    }

    /** Returns the crop from the upper left corner on, without flip and rotation. */
    public static Augmentation none(int cropWidth, int cropHeight) {
        return new Augmentation(Flip.NONE, Rotation.NONE, 0, 0, cropWidth, cropHeight);
    }

    private static boolean swaps(Rotation rotation) {
        return rotation == Rotation.QUARTER || rotation == Rotation.THREE_QUARTERS;
    }

    /**
     * Returns where each pixel of the crop comes from.
     *
     * @param imageWidth width of the image to be augmented
     * @param imageHeight its height
     * @return {@code width * height} flat indices into the image, row by row
     */
    public int[] sources(int imageWidth, int imageHeight) {
        int rotatedWidth = swaps(rotation) ? imageHeight : imageWidth;
        int rotatedHeight = swaps(rotation) ? imageWidth : imageHeight;
        int[] sources = new int[Math.multiplyExact(width, height)];
        for (int y = 0; y < height; y++) {
            int row = reflected(top + y, rotatedHeight);
            for (int x = 0; x < width; x++) {
                int column = reflected(left + x, rotatedWidth);
                sources[y * width + x] = source(row, column, imageWidth, imageHeight);
            }
        }
        return sources;
    }

    private int source(int row, int column, int imageWidth, int imageHeight) {
        int r = switch (rotation) {
            case NONE -> row;
            case QUARTER -> column;
            case HALF -> imageHeight - 1 - row;
            case THREE_QUARTERS -> imageHeight - 1 - column;
        };
        int c = switch (rotation) {
            case NONE -> column;
            case QUARTER -> imageWidth - 1 - row;
            case HALF -> imageWidth - 1 - column;
            case THREE_QUARTERS -> row;
        };
        return switch (flip) {
            case NONE -> r * imageWidth + c;
            case ROWS -> (imageHeight - 1 - r) * imageWidth + c;
            case COLUMNS -> r * imageWidth + imageWidth - 1 - c;
        };
    }

    /** Returns index i of a line of n samples that is continued by symmetric reflection: 0 1 2 | 2 1 0 | 0 1 2 ... */
    private static int reflected(int i, int n) {
        int m = i % (2 * n);
        return m < n ? m : 2 * n - 1 - m;
    }
}
