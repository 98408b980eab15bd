// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.downstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.psfusion.downstream.networks.SegmenterKind;
import io.github.psfusion.downstream.onnx.ChannelOrder;
import io.github.psfusion.downstream.onnx.DetectorOptions;
import io.github.psfusion.downstream.onnx.OnnxDetector;
import io.github.psfusion.downstream.onnx.OnnxSegmenter;
import io.github.psfusion.downstream.onnx.PixelScaling;
import io.github.psfusion.downstream.onnx.SegmenterOptions;
import io.github.psfusion.evaluation.ScoreOrigin;
import io.github.psfusion.evaluation.WorkListener;
import io.github.psfusion.imaging.PairWindows;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.methods.MethodContext;
import io.github.psfusion.metrics.detection.DetectionProtocol;
import io.github.psfusion.tensors.Backend;
import io.github.psfusion.tensors.BackendOptions;
import io.github.psfusion.tensors.Backends;
import io.github.psfusion.testing.Chromium;
import io.github.psfusion.testing.OnnxFiles;
import io.github.psfusion.training.CropRange;
import io.github.psfusion.training.ScheduleSettings.Length;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;

/** The pages of experiments in a real browser, from a file and without a network. */
@Tag("slow")
class ReportBrowserTest {
    /** A folder for screenshots of the pages, to look at. */
    private static final String SCREENSHOTS = "psfusion.screenshots";

    private static final ScoreOrigin ORIGIN = new ScoreOrigin("test", Clock.systemUTC(), Map.of());

    @TempDir
    private Path folder;

    private Optional<ChromeDriver> opened = Optional.empty();

    @BeforeEach
    void open() {
        opened = Optional.of(Chromium.open(folder.resolve("profile"), 1200, 2600, LogType.BROWSER));
    }

    @AfterEach
    void close() {
        opened.ifPresent(ChromeDriver::quit);
    }

    private ChromeDriver browser() {
        return opened.orElseThrow();
    }

    private String text(Path page, String name, int charts) throws IOException {
        browser().get(page.toUri().toString());
        Chromium.until(browser(), "return document.querySelectorAll('.chart').length === " + charts);
        assertThat(browser().manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
        assertThat(run("return performance.getEntriesByType('resource').filter(e => !e.name.startsWith('data:'))"
                        + ".length"))
                .isEqualTo(0L);
        assertThat(run("return document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
        if (System.getProperty(SCREENSHOTS) != null) {
            Files.write(
                    Path.of(System.getProperty(SCREENSHOTS)).resolve(name + ".png"),
                    browser().getScreenshotAs(OutputType.BYTES));
        }
        return String.valueOf(run("return document.body.innerText"));
    }

    private Object run(String script) {
        Object result = browser().executeScript(script);
        return result == null ? "" : result;
    }

    @Test
    void detectorsHaveAPage() throws IOException {
        BrightPairs.write(folder.resolve("set"), 10);
        Path model =
                OnnxFiles.brightRectangle(BrightPairs.WIDTH, BrightPairs.HEIGHT).write(folder.resolve("model.onnx"));
        DetectionExperiment experiment = DetectionExperiment.of(
                InputRow.parse(List.of("visible", "infrared", "average", "fused=" + folder.resolve("set/fused"))),
                folder.resolve("set"),
                folder.resolve("set/boxes.csv"),
                List.of(),
                folder.resolve("out"),
                PairWindows.defaults(),
                DecodeLimits.defaults());
        try (OnnxDetector detector = OnnxDetector.open(model, DetectorOptions.defaults(), 1)) {
            var unused = experiment
                    .score(
                            experiment.run(detector, Map.of(), "test", WorkListener.NONE),
                            DetectionProtocol.COCO,
                            ORIGIN,
                            WorkListener.NONE)
                    .write(folder.resolve("out"));
        }
        assertThat(text(folder.resolve("out/report.html"), "detection", 1))
                .contains(
                        "The experiment", "used as it is", "score threshold", "Rows", "fused", "Precision over recall");
    }

    @Test
    void frozenSegmentersHaveAPage() throws Exception {
        BrightPairs.write(folder.resolve("set"), 10);
        Path model = OnnxFiles.brightestChannel(0, 0, 1).write(folder.resolve("model.onnx"));
        FrozenSegmentation experiment = FrozenSegmentation.of(
                InputRow.parse(List.of("visible", "infrared")),
                folder.resolve("set"),
                List.of("ground", "target"),
                folder.resolve("out"),
                PairWindows.defaults(),
                DecodeLimits.defaults());
        SegmenterOptions options = new SegmenterOptions(
                Optional.empty(),
                PixelScaling.UNIT,
                ChannelOrder.RGB,
                Optional.empty(),
                List.of("ground", "target", "a", "b"),
                Map.of());
        try (OnnxSegmenter segmenter =
                OnnxSegmenter.open(model, options, experiment.classes(), experiment.firstSize(), 1)) {
            List<FrozenSegmentation.RowOutcome> rows =
                    experiment.run(segmenter, MethodContext.defaults(), WorkListener.NONE);
            var unused = ExperimentReport.of(
                            experiment, rows, experiment.score(List.of(), 1, ORIGIN, WorkListener.NONE))
                    .write(folder.resolve("out"));
        }
        assertThat(text(folder.resolve("out/report.html"), "frozen", 3))
                .contains(
                        "One segmenter of others",
                        "segmenter sha256",
                        "Differences in the primary outcome",
                        "Confusion");
    }

    @Test
    void trainedSegmentersHaveAPage() throws Exception {
        InfraredDecides.write(folder.resolve("set"), false);
        ExperimentSettings settings = new ExperimentSettings(
                SegmenterKind.UNET_SMALL,
                true,
                new Length(30, false),
                CropRange.of(64, 64),
                4,
                2,
                3e-3,
                InputNormalization.Rule.GLOBAL,
                List.of("ground", "target"),
                100);
        SegmentationExperiment experiment = SegmentationExperiment.of(
                settings,
                InputRow.parse(List.of("visible", "infrared")),
                folder.resolve("set"),
                folder.resolve("out"),
                PairWindows.defaults(),
                DecodeLimits.defaults());
        try (Backend backend = Backends.open(BackendOptions.defaults())) {
            List<SegmentationExperiment.RowOutcome> rows =
                    experiment.train(backend, MethodContext.defaults(), ExperimentListener.NONE);
            var unused = ExperimentReport.of(
                            experiment,
                            rows,
                            experiment.score(List.of("night=*N"), 1, ORIGIN, WorkListener.NONE),
                            Map.of(),
                            Set.of("visible"))
                    .write(folder.resolve("out"));
        }
        assertThat(text(folder.resolve("out/report.html"), "trained", 3))
                .contains(
                        "held-out pairs (n)",
                        "1 to 2",
                        "normalization",
                        "fusion networks that saw labels of training pairs",
                        "95 %",
                        "night");
    }
}
