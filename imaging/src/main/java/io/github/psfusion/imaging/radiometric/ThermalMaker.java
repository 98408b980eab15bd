// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.radiometric;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Makers of cameras that write raw thermal data into JPEG files. Sources: the tables of ExifTool. */
public enum ThermalMaker {
    /** Counts, parameters and a visible image, all read. */
    FLIR("FLIR", JpegSegments.APP1, FlirBlock.SIGNATURE, ""),
    /** APP1 holds a TIFF file. */
    PARROT("Parrot", JpegSegments.APP1, "PARROT\0", ""),
    /** APP3 holds values whose scale depends on the gain. */
    INFIRAY("InfiRay", JpegSegments.APP3, "", "IJPEG\0"),
    /** APP3 holds counts; their formula is not published. */
    DJI("DJI", JpegSegments.APP3, "", "DJI\0");

    private static final int APP2 = 0xE2;
    /** Thumbnails and the like are shorter. */
    private static final int SHORTEST_DATA = 9_000;
    /** A text that names a maker stands near the beginning of a segment of EXIF data or of the maker. */
    private static final int LAST_SIGN = 2_000;

    private final String title;
    private final int marker;
    private final String start;
    private final String sign;

    ThermalMaker(String title, int marker, String start, String sign) {
        this.title = title;
        this.marker = marker;
        this.start = start;
        this.sign = sign;
    }

    /** Returns the maker of the thermal data in a JPEG file, if there is any that is known. */
    public static Optional<ThermalMaker> of(byte[] jpeg) {
        JpegSegments segments = JpegSegments.of(jpeg);
        for (ThermalMaker maker : values()) {
            if (maker.wrote(segments)) {
                return Optional.of(maker);
            }
        }
        return Optional.empty();
    }

    private boolean wrote(JpegSegments segments) {
        List<byte[]> data = segments.of(marker, start);
        if (sign.isEmpty()) {
            return !data.isEmpty();
        }
        return data.stream().mapToInt(part -> part.length).sum() > SHORTEST_DATA
                && (isSigned(segments.of(JpegSegments.APP1, "Exif")) || isSigned(segments.of(APP2, "")));
    }

    private boolean isSigned(List<byte[]> parts) {
        return parts.stream().anyMatch(part -> {
            int end = Math.min(part.length, LAST_SIGN);
            return new String(part, 0, end, StandardCharsets.ISO_8859_1).contains(sign);
        });
    }

    /** Returns the maker's name. */
    public String title() {
        return title;
    }

    /** Returns whether the raw data of this maker are read, at least as counts. */
    public boolean isRead() {
        return this == FLIR || this == DJI;
    }
}
