// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.imaging.codec;

/**
 * Something that was left out, changed or guessed on reading an image.
 *
 * @param kind notes of one kind are reported together when many images are read
 * @param text what it is in this file, a short phrase such as {@code "alpha dropped"}
 */
public record ImageNote(Kind kind, String text) {
    /** The kinds, by what they mean for the pixels. */
    public enum Kind {
        /** The pixels were rearranged by the EXIF orientation. */
        TURNED("an image was turned upright by its EXIF orientation", false),
        /** EXIF data that cannot be read may have held an orientation. */
        EXIF_UNREADABLE("EXIF data is unreadable, so the image was not turned", true),
        /** Frames, pages or further images of the file were left out. */
        SEVERAL_IMAGES("a file holds several images; only one of them was read", true),
        /** The file holds no image that is not marked as a reduced version. */
        REDUCED("a file holds only an image that is marked as a reduced version", true),
        /** Transparency that some pixels have was left out. */
        ALPHA_DROPPED("transparency was left out", true),
        /** A channel that is neither color nor transparency was left out. */
        CHANNEL_DROPPED("a channel beyond gray or RGB was left out", true),
        /** A color model was converted to RGB. */
        COLORS_CONVERTED("colors were converted to RGB", true),
        /** A palette was replaced by its colors; no pixel changes. */
        PALETTE_EXPANDED("a palette was expanded to RGB", false),
        /** Raw temperature data beside the image was not used. */
        RADIOMETRIC("a file holds raw thermal data, which was not used; its rendered image was read", true),
        /** Raw thermal data was read, but there is no calibration. */
        COUNTS("thermal data without a known scale was read as counts, not as temperatures", false),
        /** Pixels of a thermal image have no temperature. */
        NO_TEMPERATURE("some pixels have no temperature and became the coldest of their image", true),
        /** Temperatures are stated, but not in a plausible unit or range. */
        IMPLAUSIBLE("stored temperatures or parameters of a thermal image are implausible", true),
        /** A level stands for missing values, but was read as a level. */
        NO_DATA("a level that stands for missing values was read as a level", true),
        /** The file is damaged where no pixel is. */
        DAMAGE("a file is damaged, but all of its pixels were read", true);

        private final String summary;
        private final boolean loss;

        Kind(String summary, boolean loss) {
            this.summary = summary;
            this.loss = loss;
        }

        /** Returns what is reported of several images. */
        public String summary() {
            return summary;
        }

        /** Returns whether something of the file was lost or is doubtful, as against a change of form. */
        public boolean isLoss() {
            return loss;
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
