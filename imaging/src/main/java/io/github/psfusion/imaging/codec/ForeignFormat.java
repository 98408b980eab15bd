// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.codec;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Formats that are recognized by their first bytes in order to name them, but not read. */
final class ForeignFormat {
    /** Number of leading bytes that are compared. */
    static final int LENGTH = 16;

    private record Signature(String name, int at, String bytes) {
        boolean matches(byte[] start) {
            byte[] wanted = bytes.getBytes(StandardCharsets.ISO_8859_1);
            if (start.length < at + wanted.length) {
                return false;
            }
            for (int i = 0; i < wanted.length; i++) {
                if (start[at + i] != wanted[i]) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final List<Signature> SIGNATURES = List.of(
            new Signature("a GIF image", 0, "GIF8"),
            new Signature("a WebP image", 8, "WEBP"),
            new Signature("an AVI video", 8, "AVI "),
            new Signature("an AVIF image", 4, "ftypavi"),
            new Signature("a HEIF image", 4, "ftyphei"),
            new Signature("a HEIF image", 4, "ftyphev"),
            new Signature("a HEIF image", 4, "ftypmif1"),
            new Signature("a HEIF image", 4, "ftypmsf1"),
            new Signature("a Canon CR3 raw image", 4, "ftypcrx"),
            new Signature("an MP4 video", 4, "ftyp"),
            new Signature("a JPEG 2000 image", 0, "\0\0\0\fjP  "),
            new Signature("a JPEG 2000 image", 0, "\u00FFO\u00FFQ"),
            new Signature("a JPEG XL image", 0, "\0\0\0\fJXL "),
            new Signature("a JPEG XL image", 0, "\u00FF\n"),
            new Signature("a JPEG XR image", 0, "II\u00BC"),
            new Signature("a Photoshop image", 0, "8BPS"),
            new Signature("an OpenEXR image", 0, "v/1\u0001"),
            new Signature("a Radiance HDR image", 0, "#?RADIANCE"),
            new Signature("a FITS image", 0, "SIMPLE  ="),
            new Signature("a DirectDraw surface", 0, "DDS "),
            new Signature("a QOI image", 0, "qoif"),
            new Signature("a FLIR sequence", 0, "FFF\0"),
            new Signature("a NumPy array", 0, "\u0093NUMPY"),
            new Signature("a MATLAB file", 0, "MATLAB 5.0"),
            new Signature("an HDF5 file", 0, "\u0089HDF\r\n"),
            new Signature("a Matroska video", 0, "\u001AE\u00DF\u00A3"),
            new Signature("a PDF document", 0, "%PDF-"),
            new Signature("an archive", 0, "PK\u0003\u0004"),
            new Signature("a portable bitmap", 0, "P4"),
            new Signature("a portable graymap", 0, "P5"),
            new Signature("a portable pixmap", 0, "P6"),
            new Signature("an SVG image", 0, "<svg"),
            new Signature("an icon", 0, "\0\0\u0001\0"));

    private ForeignFormat() {}

    /** Returns what a file is that begins with these bytes, such as {@code "a WebP image"}, if it is known. */
    static Optional<String> name(byte[] start) {
        return SIGNATURES.stream()
                .filter(signature -> signature.matches(start))
                .map(Signature::name)
                .findFirst();
    }
}
