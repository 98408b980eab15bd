// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.imaging.BitDepth;
import io.github.psfusion.imaging.ImagePair;
import io.github.psfusion.imaging.Plane;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoteFilterTest {
    private static PairImages pair(ReadNote... notes) {
        Plane plane = Plane.constant(2, 2, 0);
        return new PairImages(
                PairFiles.of("a", Path.of("ir.png"), Path.of("vi.png")),
                new ImagePair("a", plane, plane),
                plane,
                BitDepth.BITS_8,
                List.of(notes));
    }

    @Test
    void firstNoteOfEachKindIsSelected() {
        NoteFilter filter = new NoteFilter();
        assertThat(filter.newKinds(pair())).isEmpty();
        assertThat(filter.newKinds(
                        pair(new ReadNote("a.png", "alpha dropped"), new ReadNote("b.png", "alpha dropped"))))
                .containsExactly("a.png: alpha dropped. The same note on further images is not reported.");
        assertThat(filter.newKinds(
                        pair(new ReadNote("c.png", "alpha dropped"), new ReadNote("c.png", "CMYK converted to RGB"))))
                .containsExactly("c.png: CMYK converted to RGB. The same note on further images is not reported.");
        assertThat(filter.newKinds(pair(new ReadNote("d.png", "CMYK converted to RGB"))))
                .isEmpty();
    }
}
