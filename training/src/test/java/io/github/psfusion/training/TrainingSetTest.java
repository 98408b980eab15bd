// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class TrainingSetTest {
    @TempDir
    private Path folder;

    private static TrainingSet set(String path, double share) {
        return new TrainingSet(Optional.of(Path.of(path)), OptionalDouble.of(share));
    }

    @Test
    void shareFollowsTheLastColon() {
        assertThat(TrainingSet.parse("MSRS")).isEqualTo(TrainingSet.of(Path.of("MSRS")));
        assertThat(TrainingSet.parse("road/RoadScene:0.3")).isEqualTo(set("road/RoadScene", 0.3));
        assertThat(TrainingSet.parse("a:.25")).isEqualTo(set("a", 0.25));
        assertThat(TrainingSet.parse("a:b:1")).isEqualTo(set("a:b", 1));
        assertThat(TrainingSet.parse("synthetic")).isEqualTo(TrainingSet.synthetic());
        assertThat(TrainingSet.parse("synthetic:0.1"))
                .isEqualTo(new TrainingSet(Optional.empty(), OptionalDouble.of(0.1)));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS) // no colons in its file names
    void colonOfAPathIsNoShare() throws IOException {
        Path dated = Files.createDirectories(folder.resolve("12:30"));
        assertThat(TrainingSet.parse(dated.toString())).isEqualTo(TrainingSet.of(dated));
        assertThat(TrainingSet.parse(dated + ":0.5")).isEqualTo(set(dated.toString(), 0.5));
        assertThat(TrainingSet.parse("set:a")).isEqualTo(TrainingSet.of(Path.of("set:a")));
        assertThat(TrainingSet.parse("set:NaN")).isEqualTo(TrainingSet.of(Path.of("set:NaN")));
        assertThat(TrainingSet.parse("set:0.")).isEqualTo(TrainingSet.of(Path.of("set:0.")));
        assertThat(TrainingSet.parse(":0.5")).isEqualTo(TrainingSet.of(Path.of(":0.5")));
    }

    @Test
    void recordedTextMeansTheSameFromEveryFolder() {
        TrainingSet relative = TrainingSet.parse("MSRS:0.3");
        assertThat(relative.text()).isEqualTo(Path.of("MSRS").toAbsolutePath() + ":0.3");
        assertThat(TrainingSet.parse(relative.text()).text()).isEqualTo(relative.text());
        assertThat(TrainingSet.parse("synthetic:0.001").text()).isEqualTo("synthetic:0.001");
        TrainingSet tiny = TrainingSet.parse("synthetic:0.00001");
        assertThat(tiny.share()).hasValue(0.00001);
        assertThat(TrainingSet.parse(tiny.text())).isEqualTo(tiny);
    }

    @Test
    void sharesOutOfRangeAreNamed() {
        for (String share : List.of("0", "-0.5", "1.01", "30")) {
            assertThatThrownBy(() -> TrainingSet.parse("MSRS:" + share))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("MSRS:" + share + ": a share must be above 0 and at most 1");
        }
    }

    private static void refused(String message, String... sets) {
        assertThatThrownBy(() -> TrainingSet.parseAll(List.of(sets)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void sharesMustFitTogether() {
        assertThat(TrainingSet.parseAll(List.of("a", "b"))).hasSize(2);
        assertThat(TrainingSet.parseAll(List.of("a", "b:0.3", "c:0.6"))).hasSize(3);
        assertThat(TrainingSet.parseAll(List.of("a:0.1", "b:0.2", "c:0.7"))).hasSize(3);
        refused("the shares sum to 1.1; they must not exceed 1", "a:0.6", "b:0.5");
        refused("the shares sum to 1 and leave nothing", "a:0.4", "b:0.6", "c");
        refused("the shares sum to 0.9, not to 1", "a:0.4", "b:0.5");
        refused("the only set has all samples", "a:0.4");
        refused("is given twice", "a", "b", "./a");
        refused("synthetic is given twice", "synthetic", "synthetic:0.1");
    }
}
