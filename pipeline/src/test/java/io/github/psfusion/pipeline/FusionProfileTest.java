// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.imaging.codec.DecodeLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FusionProfileTest {
    @Test
    void onlyMeasuredIterationsCount() throws IOException {
        MeanMethod method = new MeanMethod();
        try (FusionProfile profile = new FusionProfile(method, 40, 30, DecodeLimits.defaults())) {
            profile.warmUp();
            assertThat(profile.stages()).isEmpty();
            profile.measure();
            profile.measure();

            assertThat(profile.stages().keySet()).containsExactly("decode", "fuse", "encode", "total");
            assertThat(profile.blocks()).isEmpty();
            assertThat(median(profile, "total")).isGreaterThan(median(profile, "fuse"));
        }
        assertThat(method.fused()).containsExactly("scene", "scene", "scene");
    }

    private static double median(FusionProfile profile, String stage) {
        return Objects.requireNonNull(profile.stages().get(stage)).median();
    }

    @Test
    void percentilesAreNearestRanks() {
        Durations durations = new Durations();
        IntStream.rangeClosed(1, 20).forEach(i -> durations.add(i * 1_000_000L));

        assertThat(durations.median()).isEqualTo(10.0);
        assertThat(durations.percentile(0.05)).isEqualTo(1.0);
        assertThat(durations.percentile(0.95)).isEqualTo(19.0);
    }

    @Test
    void calibrationSpreadsItsPairsEvenly() {
        List<PairFiles> all = IntStream.range(0, 10)
                .mapToObj(i -> PairFiles.of(Integer.toString(i), Path.of("ir"), Path.of("vi")))
                .toList();

        assertThat(CalibrationRun.spread(all, 4)).extracting(PairFiles::name).containsExactly("0", "2", "5", "7");
        assertThat(CalibrationRun.spread(all, 100)).isEqualTo(all);
    }
}
