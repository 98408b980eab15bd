// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.psfusion.imaging.Plane;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZoomBoxesTest {
    @Test
    void partsOfAllPairsComeBeforeThoseOfOne() {
        ZoomBoxes boxes = ZoomBoxes.parse(List.of("a:b: 1,2,3,4 ; 5,6,7,8", "9,10,11,12"));

        assertThat(boxes.of("a:b"))
                .containsExactly(new ZoomBox(9, 10, 11, 12), new ZoomBox(1, 2, 3, 4), new ZoomBox(5, 6, 7, 8));
        assertThat(boxes.of("other")).containsExactly(new ZoomBox(9, 10, 11, 12));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1,2,3",
                "1,2,3,4,5",
                "a,2,3,4",
                "-1,2,3,4",
                "1,2,0,4",
                "1,2,3,0",
                "p:",
                "1,2,3,4;",
                "1.5,2,3,4",
                "1,2,3,9999999"
            })
    void otherTextsAreErrors(String text) {
        assertThatThrownBy(() -> ZoomBoxes.parse(List.of(text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected X,Y,W,H or PAIR:X,Y,W,H");
    }

    @Test
    void aPartHasTheSamplesOfItsPlace() {
        Plane plane = Plane.of(3, 2, new float[] {0, 0.1f, 0.2f, 0.3f, 0.4f, 0.5f});

        assertThat(new ZoomBox(1, 0, 2, 2).of(plane)).isEqualTo(Plane.of(2, 2, new float[] {0.1f, 0.2f, 0.4f, 0.5f}));
        assertThat(new ZoomBox(1, 0, 2, 2).fits(plane)).isTrue();
        assertThat(new ZoomBox(2, 0, 2, 2).fits(plane)).isFalse();
    }
}
