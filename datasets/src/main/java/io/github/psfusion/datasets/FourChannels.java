// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import io.github.psfusion.imaging.codec.ContentListener;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.DecodedImage;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.ImageFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Both images of a pair in one PNG or TIFF file of four channels: red, green, blue and infrared, as in MFNet.
 *
 * @param infrared the fourth channel
 * @param visible the first three
 */
record FourChannels(DecodedImage infrared, DecodedImage visible) {
    private static final int CHANNELS = 4;

    /** Returns whether a file, by its header, has four channels. */
    static boolean areIn(Path file, DecodeLimits limits) throws IOException {
        Optional<ImageFormat> format = ImageFiles.format(file);
        return format.filter(kind -> kind == ImageFormat.PNG || kind == ImageFormat.TIFF)
                        .isPresent()
                && ImageFiles.describe(file, limits).channels() == CHANNELS;
    }

    /**
     * Reads a file.
     *
     * @param listener receives its bytes
     */
    static FourChannels read(Path file, DecodeLimits limits, ContentListener listener) throws IOException {
        ImageFiles.ColorAndFourth channels = ImageFiles.readFourChannels(file, limits, listener);
        return new FourChannels(channels.fourth(), channels.color());
    }
}
