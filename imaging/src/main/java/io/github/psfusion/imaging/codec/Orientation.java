// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.codec;

import com.drew.imaging.ImageProcessingException;
import com.drew.imaging.jpeg.JpegMetadataReader;
import com.drew.imaging.tiff.TiffMetadataReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.MetadataException;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * How a stored picture has to be turned to stand upright: the eight values of EXIF's tag 0x0112.
 *
 * <p>Source pixel of the upright pixel (x, y): {@code (x, y)} or, if {@code transposed}, {@code (y, x)}; then mirrored in
 * the stored picture's columns and rows.
 */
enum Orientation {
    UPRIGHT(false, false, false),
    MIRRORED(false, true, false),
    ROTATED_180(false, true, true),
    FLIPPED(false, false, true),
    TRANSPOSED(true, false, false),
    /** Stored with its top at the right: a quarter turn clockwise makes it upright. */
    ROTATED_90(true, false, true),
    TRANSVERSED(true, true, true),
    ROTATED_270(true, true, false);

    private final boolean transposed;
    private final boolean columnsMirrored;
    private final boolean rowsMirrored;

    Orientation(boolean transposed, boolean columnsMirrored, boolean rowsMirrored) {
        this.transposed = transposed;
        this.columnsMirrored = columnsMirrored;
        this.rowsMirrored = rowsMirrored;
    }

    /** Returns the orientation that a JPEG file states, upright if it states none or nonsense. */
    static Orientation ofJpeg(InputStream file) throws IOException, ImageProcessingException {
        return of(JpegMetadataReader.readMetadata(file, List.of(new ExifReader())));
    }

    /** Returns the orientation that a TIFF file, or an EXIF block, states, upright if it states none or nonsense. */
    static Orientation ofTiff(InputStream file) throws IOException, ImageProcessingException {
        return of(TiffMetadataReader.readMetadata(file));
    }

    private static Orientation of(Metadata metadata) {
        ExifIFD0Directory directory = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
        if (directory == null || !directory.containsTag(ExifDirectoryBase.TAG_ORIENTATION)) {
            return UPRIGHT;
        }
        try {
            int value = directory.getInt(ExifDirectoryBase.TAG_ORIENTATION);
            return value >= 1 && value <= values().length ? values()[value - 1] : UPRIGHT;
        } catch (MetadataException e) {
            return UPRIGHT; // not a number: as if it were not there, which is what viewers do
        }
    }

    /** Returns the size of the upright picture. */
    ImageSize upright(ImageSize stored) {
        return transposed ? stored.transposed() : stored;
    }

    /** Returns where the upright pixel (x, y) lies in the stored picture, as index of its rows one after the other. */
    int source(int x, int y, ImageSize stored) {
        int column = transposed ? y : x;
        int row = transposed ? x : y;
        column = columnsMirrored ? stored.width() - 1 - column : column;
        row = rowsMirrored ? stored.height() - 1 - row : row;
        return row * stored.width() + column;
    }
}
