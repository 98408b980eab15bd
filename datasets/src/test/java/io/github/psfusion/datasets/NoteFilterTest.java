// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.imaging.BitDepth;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.DecodedImage;
import io.github.psfusion.imaging.codec.ImageFormat;
import io.github.psfusion.imaging.codec.ImageNote;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoteFilterTest {
    private static final ImageNote ALPHA = new ImageNote(ImageNote.Kind.ALPHA_DROPPED, "alpha dropped");
    private static final ImageNote INKS = new ImageNote(ImageNote.Kind.COLORS_CONVERTED, "CMYK converted to RGB");

    /** A pair with two levels, so that nothing is to be reported but the notes on its infrared image. */
    private static PairImages pair(String name, ImageNote... notes) {
        Plane plane = Plane.of(2, 1, new float[] {0, 1});
        PairFiles files = PairFiles.of(name, Path.of("ir", name + ".png"), Path.of("vi", name + ".png"));
        return new PairImages(
                files,
                new ImagePair(name, plane, plane),
                new DecodedImage(plane, BitDepth.BITS_8, ImageFormat.PNG, List.of(notes)),
                new DecodedImage(plane, BitDepth.BITS_8, ImageFormat.PNG, List.of()));
    }

    @Test
    void reportsTheFirstOfEachKindOnly() {
        NoteFilter filter = new NoteFilter();
        assertThat(filter.newKinds(pair("a", ALPHA)))
                .containsExactly("a: a.png: alpha dropped. The same warning on further pairs is not reported.");
        assertThat(filter.newKinds(pair("c", ALPHA, INKS)))
                .containsExactly("c: c.png: CMYK converted to RGB. The same warning on further pairs is not reported.");
        assertThat(filter.newKinds(pair("d", INKS))).isEmpty();
    }

    @Test
    void aPairThatIsReadAgainIsNotReported() {
        NoteFilter filter = new NoteFilter();
        assertThat(filter.newKinds(pair("a"))).isEmpty();
        assertThat(filter.newKinds(pair("a", ALPHA))).isEmpty();
    }
}
