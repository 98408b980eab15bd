// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.fingerprint;

import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.platform.Sha256;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;

/**
 * What a pair is recognized by, from its decoded images alone: names, formats and metadata of files play no part.
 *
 * <p>The digest is of sizes and levels; it recognizes a pair that was copied, renamed or stored anew without loss. The coarse levels
 * recognize a pair that was compressed with loss or resized: they are the mean luminance of {@value #SIDE} x {@value #SIDE}
 * blocks of each image. Over 530 pairs of MSRS and RoadScene, JPEG of quality 30 changes a mean by less than 1 level of 255, while
 * the coarse levels of two different pairs differ by at least 8 somewhere.
 *
 * @param digest the first {@value #DIGEST_DIGITS} hexadecimal digits of a SHA-256 over sizes and levels
 * @param levels two hexadecimal digits for each block, row by row, infrared first
 */
public record PairFingerprint(String digest, String levels) {
    private static final int DIGEST_DIGITS = 16;
    private static final int SIDE = 4;
    private static final int LEVELS_DIGITS = 2 * SIDE * SIDE * 2;
    private static final int MAX_LEVEL = 255;
    private static final int MAX_LEVEL_16 = 65535;

    /** How many levels a block of the same pair may differ: twice what lossy compression and two roundings do. */
    private static final int TOLERANCE = 2;

    /** Coarse levels of a smaller span could be those of any even image; of the pairs above the lowest span is 18. */
    private static final int LEAST_SPAN = 16;

    private static final HexFormat HEX = HexFormat.of();

    /**
     * Checks the digits.
     *
     * @throws IllegalArgumentException if there are too many, too few, or others than 0-9 and a-f
     */
    public PairFingerprint {
        if (!digest.matches("[0-9a-f]{" + DIGEST_DIGITS + "}") || !levels.matches("[0-9a-f]{" + LEVELS_DIGITS + "}")) {
            throw new IllegalArgumentException("expected " + DIGEST_DIGITS + " and " + LEVELS_DIGITS
                    + " hexadecimal digits, but found " + digest.length() + " and " + levels.length() + " characters");
        }
    }

    /**
     * Computes the fingerprint of a pair.
     *
     * @param infrared as stored, before its levels are stretched
     * @param visible as stored
     */
    public static PairFingerprint of(Image infrared, Image visible) {
        Sha256 digest = new Sha256();
        add(digest, infrared);
        add(digest, visible);
        return new PairFingerprint(digest.hex().substring(0, DIGEST_DIGITS), coarse(infrared) + coarse(visible));
    }

    /**
     * Reads what {@link #text} returned.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static PairFingerprint parse(String text) {
        int split = Math.min(DIGEST_DIGITS, text.length());
        return new PairFingerprint(text.substring(0, split), text.substring(split));
    }

    /** Returns the fingerprint as {@value #DIGEST_DIGITS} + {@value #LEVELS_DIGITS} hexadecimal digits. */
    public String text() {
        return digest + levels;
    }

    /**
     * Returns whether both are of one pair: of equal digests, or of coarse levels that are alike and not even. Two exposures of one
     * scene by a camera that does not move can be alike, too.
     */
    public boolean isSamePair(PairFingerprint other) {
        return digest.equals(other.digest) || isAlike(other);
    }

    private boolean isAlike(PairFingerprint other) {
        for (int at = 0; at < LEVELS_DIGITS; at += 2) {
            if (Math.abs(level(at) - other.level(at)) > TOLERANCE) {
                return false;
            }
        }
        return Math.max(span(0), span(LEVELS_DIGITS / 2)) >= LEAST_SPAN;
    }

    private int level(int at) {
        return HexFormat.fromHexDigits(levels, at, at + 2);
    }

    /** Returns the span of the coarse levels of an image. */
    private int span(int from) {
        int lowest = MAX_LEVEL;
        int highest = 0;
        for (int at = from; at < from + LEVELS_DIGITS / 2; at += 2) {
            lowest = Math.min(lowest, level(at));
            highest = Math.max(highest, level(at));
        }
        return highest - lowest;
    }

    private static void add(Sha256 digest, Image image) {
        List<Plane> planes = planes(image);
        digest.add(ByteBuffer.allocate(3 * Integer.BYTES)
                .putInt(image.width())
                .putInt(image.height())
                .putInt(planes.size())
                .flip());
        ByteBuffer row = ByteBuffer.allocate(image.width() * Short.BYTES);
        for (Plane plane : planes) {
            for (int y = 0; y < image.height(); y++) {
                row.clear();
                for (int x = 0; x < image.width(); x++) {
                    // A level of 8 bits and the same level in a file of 16 bits, 257 times as high, are one.
                    row.putShort((short) Math.round(plane.at(x, y) * MAX_LEVEL_16));
                }
                digest.add(row.flip());
            }
        }
    }

    /** Returns the planes of an image; three equal ones, as gray is stored in color files, are one. */
    private static List<Plane> planes(Image image) {
        if (image instanceof ColorImage color) {
            boolean gray = color.red().equals(color.green()) && color.red().equals(color.blue());
            return gray ? List.of(color.red()) : List.of(color.red(), color.green(), color.blue());
        }
        return List.of((Plane) image);
    }

    private static String coarse(Image image) {
        Plane luminance = image.luminance();
        byte[] means = new byte[SIDE * SIDE];
        for (int row = 0; row < SIDE; row++) {
            for (int column = 0; column < SIDE; column++) {
                means[row * SIDE + column] = (byte) Math.round(MAX_LEVEL * mean(luminance, column, row));
            }
        }
        return HEX.formatHex(means);
    }

    private static double mean(Plane plane, int column, int row) {
        int left = column * plane.width() / SIDE;
        int top = row * plane.height() / SIDE;
        // Images of fewer pixels than blocks have blocks in common.
        int right = Math.max(left + 1, (column + 1) * plane.width() / SIDE);
        int bottom = Math.max(top + 1, (row + 1) * plane.height() / SIDE);
        double sum = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                sum += plane.at(x, y);
            }
        }
        return Math.min(1, Math.max(0, sum / ((double) (right - left) * (bottom - top))));
    }
}
