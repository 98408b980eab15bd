// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LabelClassesTest {
    @Test
    void msrsHasNineClasses() {
        LabelClasses msrs = LabelClasses.ofCount(9);

        assertThat(msrs).isSameAs(LabelClasses.msrs());
        assertThat(msrs.count()).isEqualTo(9);
        assertThat(msrs.name(7)).isEqualTo("color cone");
        assertThat(msrs.color(3)).isEqualTo(128 << 8 | 192);
    }

    @Test
    void othersAreNumberedWithColorsThatDiffer() {
        LabelClasses many = LabelClasses.ofCount(255);

        assertThat(many.name(20)).isEqualTo("class 20");
        assertThat(many.color(1)).isEqualTo(0x800000);
        assertThat(many.color(15)).isEqualTo(0xC08080); // "person" of PASCAL VOC
        assertThat(IntStream.range(0, 255).map(many::color).distinct().count()).isEqualTo(255);
    }

    @Test
    void classesCanHaveOtherNames() {
        LabelClasses named = LabelClasses.ofNames(List.of("road", " car ", "person"));

        assertThat(named.names()).containsExactly("road", "car", "person");
        assertThat(named.color(1)).isEqualTo(LabelClasses.ofCount(3).color(1));
        assertThatThrownBy(() -> LabelClasses.ofNames(List.of("a", "b", "a ")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a is named twice");
        assertThatThrownBy(() -> LabelClasses.ofNames(List.of("a", " ")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a name is empty");
    }

    @Test
    void theNumberOfClassesIsLimited() {
        assertThatThrownBy(() -> LabelClasses.ofCount(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LabelClasses.ofCount(256)).isInstanceOf(IllegalArgumentException.class);
    }
}
