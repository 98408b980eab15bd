// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline;

import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.imaging.Image;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.ImageHeader;
import io.github.psfusion.imaging.codec.ImageMetadata;
import io.github.psfusion.imaging.codec.ImageNote;
import io.github.psfusion.imaging.codec.WriteOptions;
import java.io.IOException;

/** What becomes of what the visible image of a pair states beside its pixels: EXIF data, color profile, resolution, GeoTIFF. */
public enum SourceMetadata {
    /** The fused image states it, too, as far as its format can and it still holds. */
    KEEP,
    /** It is left out. */
    STRIP;

    /** Returns the bytes of the file of a fused image. */
    public byte[] encode(PairFiles pair, Image image, WriteOptions options) {
        return this == STRIP
                ? ImageFiles.encode(image, options)
                : ImageFiles.encode(image, options, metadata(pair, image));
    }

    private static ImageMetadata metadata(PairFiles pair, Image fused) {
        try {
            // The file was read within the limits of the run before.
            DecodeLimits limits = DecodeLimits.defaults().withMaxPixels(Long.MAX_VALUE);
            ImageMetadata metadata = ImageMetadata.read(pair.visible(), limits);
            return metadata.isEmpty() || hasItsGeometry(ImageFiles.header(pair.visible(), limits), fused)
                    ? metadata
                    : metadata.withoutPosition();
        } catch (IOException e) {
            return ImageMetadata.NONE; // the file has gone since its pixels were read
        }
    }

    private static boolean hasItsGeometry(ImageHeader visible, Image fused) {
        return visible.size().width() == fused.width()
                && visible.size().height() == fused.height()
                && visible.notes().stream().noneMatch(note -> note.kind() == ImageNote.Kind.TURNED);
    }
}
