// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.psfusion.imaging.LabelMap;
import io.github.psfusion.imaging.PairWindows;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.codec.DecodeLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarginTest {
    @TempDir
    private Path root;

    @Test
    void bothImagesAreCutOnReading() throws IOException {
        TinySet.pair(root, "a");
        PairFiles pair = PairFinder.in(root, PairNaming.BY_NAME.withMargin(Margin.parse("1,2,3,4")))
                .pairs()
                .get(0);
        PairReader reader = PairReader.of(List.of(pair), PairWindows.defaults(), DecodeLimits.defaults(), () -> {});
        Plane whole = TinySet.noise("ira", TinySet.WIDTH, TinySet.HEIGHT);
        Plane part = reader.read(pair).images().infrared();
        assertThat(part.width()).isEqualTo(TinySet.WIDTH - 4);
        assertThat(part.height()).isEqualTo(TinySet.HEIGHT - 6);
        assertThat(part.toArray()[0]).isEqualTo(whole.toArray()[2 * TinySet.WIDTH + 1]);
        assertThat(reader.read(pair).images().visible().width()).isEqualTo(TinySet.WIDTH - 4);
    }

    @Test
    void mapsAreCutAlike() throws IOException {
        LabelMap map = new Margin(1, 0, 0, 1).cut(LabelMap.of(3, 2, new byte[] {0, 1, 2, 3, 4, 5}), Path.of("m.png"));
        assertThat(map.toArray()).containsExactly(1, 2);
    }

    @Test
    void somethingMustBeLeft() throws IOException {
        TinySet.pair(root, "a");
        PairFiles pair = PairFinder.in(root, PairNaming.BY_NAME.withMargin(Margin.parse("4")))
                .pairs()
                .get(0);
        PairReader reader = PairReader.of(List.of(pair), PairWindows.defaults(), DecodeLimits.defaults(), () -> {});
        assertThatThrownBy(() -> reader.read(pair))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("nothing of its 12 x 8 pixels is left without a margin of 4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1,2", "a", "", "1,2,3,4,5", "123456"})
    void otherTextIsRefused(String text) {
        assertThatThrownBy(() -> Margin.parse(text)).hasMessageContaining("is no margin");
    }
}
