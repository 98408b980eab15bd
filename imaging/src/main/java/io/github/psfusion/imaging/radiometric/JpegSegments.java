// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.radiometric;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The segments of metadata of a JPEG file (ITU-T T.81, B.1.1.4), up to its first scan. A segment that is cut ends the list: what
 * is missing then is noticed where it is needed.
 */
final class JpegSegments {
    static final int APP1 = 0xE1;
    static final int APP3 = 0xE3;

    private static final int SOI = 0xD8;
    private static final int SOS = 0xDA;
    private static final int EOI = 0xD9;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Segment(int marker, byte[] body) {}

    private final List<Segment> segments = new ArrayList<>();

    private JpegSegments() {}

    static JpegSegments of(byte[] jpeg) {
        JpegSegments found = new JpegSegments();
        int at = 2;
        while (at + 4 <= jpeg.length) {
            int marker = jpeg[at + 1] & 0xFF;
            if (jpeg[at] != (byte) 0xFF || marker == 0xFF || marker == SOI) { // fill bytes
                at++;
                continue;
            }
            int length = ((jpeg[at + 2] & 0xFF) << 8) | (jpeg[at + 3] & 0xFF);
            if (marker == SOS || marker == EOI || length < 2 || length > jpeg.length - at - 2) {
                break;
            }
            found.segments.add(new Segment(marker, Arrays.copyOfRange(jpeg, at + 4, at + 2 + length)));
            at += 2 + length;
        }
        return found;
    }

    /** Returns the segments of a marker whose content begins with a text, in the order of the file. */
    List<byte[]> of(int marker, String start) {
        byte[] wanted = start.getBytes(StandardCharsets.ISO_8859_1);
        return segments.stream()
                .filter(segment -> segment.marker == marker && segment.body.length >= wanted.length)
                .map(Segment::body)
                .filter(body -> Arrays.equals(body, 0, wanted.length, wanted, 0, wanted.length))
                .toList();
    }
}
