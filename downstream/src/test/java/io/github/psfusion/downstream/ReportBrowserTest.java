// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.downstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import io.github.psfusion.testing.OnnxFiles;
import io.github.psfusion.training.CropRange;
import io.github.psfusion.training.ScheduleSettings.Length;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The pages of experiments in a real browser, from a file and without a network. */
@Tag("slow")
class ReportBrowserTest {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    /** A folder for screenshots of the pages, to look at. */
    private static final String SCREENSHOTS = "psfusion.screenshots";

    private static final ScoreOrigin ORIGIN = new ScoreOrigin("test", Clock.systemUTC(), Map.of());

    @TempDir
    private Path folder;

    private Optional<ChromeDriver> opened = Optional.empty();

    @BeforeEach
    void open() {
        assumeTrue(
                Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER),
                "skipped: there is no Chromium with its driver (apt install chromium chromium-driver)");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + folder.resolve("profile"),
                "--window-size=1200,2600");
        LoggingPreferences logging = new LoggingPreferences();
        logging.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logging);
        opened = Optional.of(new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(DRIVER.toFile())
                        .build(),
                options));
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
        var unused = new WebDriverWait(browser(), Duration.ofSeconds(60))
                .until(any -> charts == ((Number) run("return document.querySelectorAll('.chart').length")).intValue());
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
