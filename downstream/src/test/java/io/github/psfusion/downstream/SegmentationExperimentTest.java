// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.downstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.psfusion.datasets.DatasetException;
import io.github.psfusion.downstream.networks.SegmenterKind;
import io.github.psfusion.evaluation.ScoreOrigin;
import io.github.psfusion.evaluation.SegmentationComparison;
import io.github.psfusion.evaluation.SegmentationResult;
import io.github.psfusion.evaluation.WorkListener;
import io.github.psfusion.imaging.PairWindows;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.methods.MethodContext;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.training.CropRange;
import io.github.psfusion.training.ScheduleSettings.Length;
import io.github.psfusion.training.log.RunLog;
import io.github.psfusion.training.log.StepResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The experiment on a set of which the answer is known. */
class SegmentationExperimentTest {
    private final Backend backend = Backends.open(BackendOptions.defaults());

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        backend.close();
    }

    private static ExperimentSettings settings(SegmenterKind network, long steps, int seeds) {
        return new ExperimentSettings(
                network,
                true,
                new Length(steps, false),
                CropRange.of(32, 32),
                4,
                seeds,
                3e-3,
                InputNormalization.Rule.GLOBAL,
                List.of("ground", "target"),
                10);
    }

    private SegmentationExperiment experiment(ExperimentSettings settings, String store, String... rows)
            throws IOException {
        return SegmentationExperiment.of(
                settings,
                InputRow.parse(List.of(rows)),
                folder.resolve("set"),
                folder.resolve(store),
                PairWindows.defaults(),
                DecodeLimits.defaults());
    }

    private static SegmentationComparison score(SegmentationExperiment experiment) throws Exception {
        return experiment.score(
                List.of("night=*N"), 1, new ScoreOrigin("test", Clock.systemUTC(), Map.of()), WorkListener.NONE);
    }

    private static double iou(SegmentationComparison scores, String row) {
        List<SegmentationResult> runs = scores.methods().getOrDefault(row, List.of());
        return runs.stream()
                .mapToDouble(run -> run.scores().iou().get(1).orElse(0))
                .average()
                .orElseThrow();
    }

    @Test
    @Tag("slow")
    void whereTheInfraredImageDecidesOnlyTheVisibleRowFails() throws Exception {
        InfraredDecides.write(folder.resolve("set"), false);
        SegmentationExperiment experiment = experiment(
                settings(SegmenterKind.UNET_SMALL, 120, 1),
                "store",
                "visible",
                "infrared",
                "concat",
                "features",
                "fused=" + folder.resolve("set/fused"));
        List<SegmentationExperiment.RowOutcome> outcomes =
                experiment.train(backend, MethodContext.defaults(), ExperimentListener.NONE);
        SegmentationComparison scores = score(experiment);
        assertThat(iou(scores, "visible")).isLessThan(0.6);
        assertThat(List.of("infrared", "concat", "features", "fused"))
                .allSatisfy(row -> assertThat(iou(scores, row)).as(row).isGreaterThan(0.9));
        assertThat(outcomes).allSatisfy(outcome -> {
            assertThat(outcome.milliseconds()).isPositive();
            assertThat(outcome.steps()).isEqualTo(120);
        });
        assertThat(scores.groups().get("night")).hasSize(InfraredDecides.HELD_OUT / 2);
    }

    @Test
    @Tag("slow")
    @Tag("long")
    void mfNetLearnsFromFeaturesAndShuffledLabelsGiveTheFloor() throws Exception {
        InfraredDecides.write(folder.resolve("set"), false);
        SegmentationExperiment experiment = experiment(settings(SegmenterKind.MFNET, 240, 1), "store", "features");
        experiment.train(backend, MethodContext.defaults(), ExperimentListener.NONE);
        // Its first features are pooled by maxima of 2 x 2 pixels, and half of the outlines lie inside of such a
        // square. All of it
        // counts as target (IoU 0.88 after 80 steps, 0.89 after 160) until the network has learned to split it (0.94
        // after 240).
        assertThat(iou(score(experiment), "features")).isGreaterThan(0.9);

        InfraredDecides.write(folder.resolve("set"), true);
        SegmentationExperiment shuffled =
                experiment(settings(SegmenterKind.UNET_SMALL, 120, 1), "shuffled", "infrared");
        shuffled.train(backend, MethodContext.defaults(), ExperimentListener.NONE);
        assertThat(iou(score(shuffled), "infrared")).isLessThan(0.6);
    }

    @Test
    @Tag("slow")
    void sameSeedGivesSameBitsAndAnInterruptedExperimentTheSameMaps() throws Exception {
        InfraredDecides.write(folder.resolve("set"), false);
        ExperimentSettings settings = settings(SegmenterKind.UNET_SMALL, 25, 2);
        SegmentationExperiment once = experiment(settings, "once", "concat", "average");
        once.train(backend, MethodContext.defaults(), ExperimentListener.NONE);
        SegmentationExperiment interrupted = experiment(settings, "interrupted", "concat", "average");
        for (int stop : new int[] {14, 3, 17}) {
            assertThatThrownBy(() -> interrupted.train(backend, MethodContext.defaults(), stopAfter(stop)))
                    .isInstanceOf(CancellationException.class);
        }
        interrupted.train(backend, MethodContext.defaults(), ExperimentListener.NONE);
        for (String run : List.of("concat/seed-1", "concat/seed-2", "average/seed-1", "average/seed-2")) {
            Path first = folder.resolve("once/runs").resolve(run);
            Path second = folder.resolve("interrupted/runs").resolve(run);
            List<Path> maps;
            try (Stream<Path> files = Files.list(first.resolve("predictions"))) {
                maps = files.toList();
            }
            assertThat(maps).hasSize(InfraredDecides.HELD_OUT);
            for (Path map : maps) {
                assertThat(second.resolve("predictions").resolve(map.getFileName()))
                        .hasSameBinaryContentAs(map);
            }
        }
        assertThat(Files.readAllBytes(folder.resolve("once/runs/concat/seed-1/predictions/016D.png")))
                .isNotEqualTo(Files.readAllBytes(folder.resolve("once/runs/concat/seed-2/predictions/016D.png")));
        assertThat(score(once).first().matrix().counts())
                .isEqualTo(score(interrupted).first().matrix().counts());
    }

    /** Stops in the first training that is not finished, and forgets everything since its last checkpoint as a killed process does. */
    private static ExperimentListener stopAfter(int steps) {
        return new ExperimentListener() {
            private int seen;

            @Override
            public RunLog training(String name, int number, int count, long all) {
                return new RunLog() {
                    @Override
                    public void step(StepResult result) {
                        seen++;
                        if (seen == steps) {
                            throw new CancellationException("killed");
                        }
                    }
                };
            }
        };
    }

    @Test
    @Tag("slow")
    void finishedTrainingsAreSkippedAndOtherSettingsRefused() throws Exception {
        InfraredDecides.write(folder.resolve("set"), false);
        experiment(settings(SegmenterKind.UNET_SMALL, 4, 1), "store", "visible")
                .train(backend, MethodContext.defaults(), ExperimentListener.NONE);
        Path map = folder.resolve("store/runs/visible/seed-1/predictions/016D.png");
        var written = Files.getLastModifiedTime(map);
        experiment(settings(SegmenterKind.UNET_SMALL, 4, 1), "store", "visible")
                .train(backend, MethodContext.defaults(), ExperimentListener.NONE);
        assertThat(Files.getLastModifiedTime(map)).isEqualTo(written);
        SegmentationExperiment longer = experiment(settings(SegmenterKind.UNET_SMALL, 5, 1), "store", "visible");
        assertThatThrownBy(() -> longer.train(backend, MethodContext.defaults(), ExperimentListener.NONE))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("other settings")
                .hasMessageContaining("5 steps");
    }

    @Test
    void missingFusedImagesAreNamed() throws Exception {
        InfraredDecides.write(folder.resolve("set"), false);
        Files.delete(folder.resolve("set/fused/003N.png"));
        SegmentationExperiment experiment =
                experiment(settings(SegmenterKind.UNET_SMALL, 4, 1), "store", "fused=" + folder.resolve("set/fused"));
        assertThatThrownBy(() -> experiment.train(backend, MethodContext.defaults(), ExperimentListener.NONE))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("1 of 16 pairs have no fused image")
                .hasMessageContaining("003N");
    }
}
