// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import java.util.random.RandomGenerator;

/**
 * A flip, then a turn, then a crop: the same for all maps of a pair, without interpolation.
 *
 * <p>As in the authors' code: each flip (none, rows reversed, columns reversed) has probability 1/3, each turn 1/4, every
 * position of the crop is equally probable. A picture with a side smaller than the crop is continued there by symmetric
 * reflection (the authors' code resizes it, labels too, which spoils them).
 *
 * @param flip what is reversed first
 * @param turn how the flipped picture is turned
 * @param left first column of the crop in the turned picture
 * @param top first row of the crop in the turned picture
 * @param width of the crop
 * @param height of the crop
 */
public record Augmentation(Flip flip, Turn turn, int left, int top, int width, int height) {
    /** Which augmentations are drawn. */
    public enum Variety {
        /** All flips and turns, as published. */
        ALL,
        /** Pictures stay upright: only left and right are exchanged, with probability 1/2; learns faster in short runs. */
        MIRROR,
        /** Neither flips nor turns, only crops. */
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

    /** How a picture is turned. */
    public enum Turn {
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
     * @param variety from which
     * @param width of the picture
     * @param height of the picture
     * @param cropWidth of the crop
     * @param cropHeight of the crop
     */
    public static Augmentation draw(
            RandomGenerator random, Variety variety, int width, int height, int cropWidth, int cropHeight) {
        Flip flip = switch (variety) {
            case ALL -> Flip.values()[random.nextInt(Flip.values().length)];
            case MIRROR -> random.nextBoolean() ? Flip.COLUMNS : Flip.NONE;
            case CROP -> Flip.NONE;
        };
        Turn turn = variety == Variety.ALL ? Turn.values()[random.nextInt(Turn.values().length)] : Turn.NONE;
        boolean swapped = swaps(turn);
        int turnedWidth = swapped ? height : width;
        int turnedHeight = swapped ? width : height;
        int left = random.nextInt(Math.max(turnedWidth - cropWidth, 0) + 1);
        int top = random.nextInt(Math.max(turnedHeight - cropHeight, 0) + 1);
        return new Augmentation(flip, turn, left, top, cropWidth, cropHeight);
    }

    /** Returns the crop from the upper left corner on, without flip and turn. */
    public static Augmentation none(int cropWidth, int cropHeight) {
        return new Augmentation(Flip.NONE, Turn.NONE, 0, 0, cropWidth, cropHeight);
    }

    private static boolean swaps(Turn turn) {
        return turn == Turn.QUARTER || turn == Turn.THREE_QUARTERS;
    }

    /**
     * Returns where each pixel of the crop comes from.
     *
     * @param pictureWidth width of the picture to be augmented
     * @param pictureHeight its height
     * @return {@code width * height} flat indices into the picture, row by row
     */
    public int[] sources(int pictureWidth, int pictureHeight) {
        int turnedWidth = swaps(turn) ? pictureHeight : pictureWidth;
        int turnedHeight = swaps(turn) ? pictureWidth : pictureHeight;
        int[] sources = new int[Math.multiplyExact(width, height)];
        for (int y = 0; y < height; y++) {
            int row = reflected(top + y, turnedHeight);
            for (int x = 0; x < width; x++) {
                int column = reflected(left + x, turnedWidth);
                sources[y * width + x] = source(row, column, pictureWidth, pictureHeight);
            }
        }
        return sources;
    }

    private int source(int row, int column, int pictureWidth, int pictureHeight) {
        int r = switch (turn) {
            case NONE -> row;
            case QUARTER -> column;
            case HALF -> pictureHeight - 1 - row;
            case THREE_QUARTERS -> pictureHeight - 1 - column;
        };
        int c = switch (turn) {
            case NONE -> column;
            case QUARTER -> pictureWidth - 1 - row;
            case HALF -> pictureWidth - 1 - column;
            case THREE_QUARTERS -> row;
        };
        return switch (flip) {
            case NONE -> r * pictureWidth + c;
            case ROWS -> (pictureHeight - 1 - r) * pictureWidth + c;
            case COLUMNS -> r * pictureWidth + pictureWidth - 1 - c;
        };
    }

    /** Returns index i of a line of n samples that is continued by symmetric reflection: 0 1 2 | 2 1 0 | 0 1 2 ... */
    private static int reflected(int i, int n) {
        int m = i % (2 * n);
        return m < n ? m : 2 * n - 1 - m;
    }
}
