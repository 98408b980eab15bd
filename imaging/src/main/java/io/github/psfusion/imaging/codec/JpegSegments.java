// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.codec;

import com.twelvemonkeys.imageio.metadata.jpeg.JPEG;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegment;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegmentUtil;
import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.stream.ImageInputStream;

/** What the segments of a JPEG file hold besides the size. */
final class JpegSegments {
    private static final Map<Integer, List<String>> EXIF = Map.of(JPEG.APP1, List.of("Exif"));
    private static final Map<Integer, List<String>> FRAMES = Stream.of(
                    JPEG.SOF0,
                    JPEG.SOF1,
                    JPEG.SOF2,
                    JPEG.SOF3,
                    JPEG.SOF5,
                    JPEG.SOF6,
                    JPEG.SOF7,
                    JPEG.SOF9,
                    JPEG.SOF10,
                    JPEG.SOF11,
                    JPEG.SOF13,
                    JPEG.SOF14,
                    JPEG.SOF15)
            .collect(Collectors.toUnmodifiableMap(Function.identity(), marker -> JPEGSegmentUtil.ALL_IDS));
    /** Where a frame header, after precision, height and width, states the number of its components. */
    private static final int COMPONENTS = 5;

    private JpegSegments() {}

    /** Returns the EXIF block, if there is one. */
    static Optional<byte[]> exif(byte[] jpeg) throws IOException {
        // The name "Exif" ends with two zeros, of which one counts as its end here.
        return first(jpeg, EXIF).map(data -> Arrays.copyOfRange(data, Math.min(1, data.length), data.length));
    }

    /** Returns the number of components: 1 gray, 3 color, 4 CMYK; 0 if there is no frame header. */
    static int components(byte[] jpeg) throws IOException {
        return first(jpeg, FRAMES)
                .filter(data -> data.length > COMPONENTS)
                .map(data -> data[COMPONENTS] & 0xFF)
                .orElse(0);
    }

    private static Optional<byte[]> first(byte[] jpeg, Map<Integer, List<String>> wanted) throws IOException {
        try (ImageInputStream in = new ByteArrayImageInputStream(jpeg)) {
            List<JPEGSegment> segments = JPEGSegmentUtil.readSegments(in, wanted);
            return segments.isEmpty()
                    ? Optional.empty()
                    : Optional.of(segments.get(0).data().readAllBytes());
        }
    }
}
