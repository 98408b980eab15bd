// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.downstream;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.psfusion.datasets.DatasetException;
import io.github.psfusion.datasets.boxes.BoxFile;
import io.github.psfusion.datasets.boxes.BoxImage;
import io.github.psfusion.downstream.onnx.DetectorOptions;
import io.github.psfusion.downstream.onnx.OnnxDetector;
import io.github.psfusion.evaluation.DetectionEvaluation;
import io.github.psfusion.evaluation.DetectionResult;
import io.github.psfusion.evaluation.NamedPath;
import io.github.psfusion.evaluation.ScoreOrigin;
import io.github.psfusion.evaluation.WorkListener;
import io.github.psfusion.evaluation.report.DetectionReport;
import io.github.psfusion.imaging.PairWindows;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.metrics.detection.DetectionProtocol;
import io.github.psfusion.testing.OnnxFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A detector that finds bright rectangles, on pairs that show them in infrared alone. */
class DetectionExperimentTest {
    private static final ScoreOrigin ORIGIN = new ScoreOrigin("test", Clock.systemUTC(), Map.of());

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        BrightPairs.write(folder.resolve("set"), 10);
        OnnxFiles.brightRectangle(BrightPairs.WIDTH, BrightPairs.HEIGHT).write(folder.resolve("model.onnx"));
    }

    private DetectionExperiment experiment(String boxes, String... rows) throws IOException {
        return DetectionExperiment.of(
                InputRow.parse(List.of(rows)),
                folder.resolve("set"),
                folder.resolve("set").resolve(boxes),
                List.of(),
                folder.resolve("out"),
                PairWindows.defaults(),
                DecodeLimits.defaults());
    }

    private OnnxDetector detector(DetectorOptions options) throws IOException {
        return OnnxDetector.open(folder.resolve("model.onnx"), options, 1);
    }

    private DetectionReport report(DetectionExperiment experiment, Map<String, String> named) throws IOException {
        try (OnnxDetector detector = detector(DetectorOptions.defaults())) {
            List<DetectionExperiment.RowOutcome> outcomes = experiment.run(detector, named, "test", WorkListener.NONE);
            return experiment.score(outcomes, DetectionProtocol.COCO, ORIGIN, WorkListener.NONE);
        }
    }

    private Path detections(String row) {
        return folder.resolve("out/runs").resolve(row).resolve("frozen/detections.json");
    }

    /** Scores a file alone, as evaluate does. */
    private double averagePrecision(String boxes, String row) throws IOException {
        DetectionResult result = DetectionEvaluation.read(
                        new DetectionEvaluation.Inputs(
                                folder.resolve("set").resolve(boxes),
                                List.of(new NamedPath(row, detections(row))),
                                List.of(),
                                null,
                                null),
                        DecodeLimits.defaults(),
                        WorkListener.NONE)
                .run(DetectionProtocol.COCO, ORIGIN);
        assertThat(result.images()).hasSize(10);
        return requireNonNull(result.methods().get(0).scores().overall().get("AP"))
                .orElse(-1);
    }

    @Test
    void whatInfraredImagesShowIsFoundThereAndInFusedOnes() throws IOException {
        for (String boxes : List.of("boxes.json", "boxes.csv")) {
            DetectionExperiment experiment = DetectionExperiment.of(
                    InputRow.parse(List.of("visible", "infrared", "average", "fused=" + folder.resolve("set/fused"))),
                    folder.resolve("set"),
                    folder.resolve("set").resolve(boxes),
                    List.of(),
                    folder.resolve("out-" + boxes),
                    PairWindows.defaults(),
                    DecodeLimits.defaults());
            DetectionReport report = report(experiment, Map.of());
            String csv = report.csv();
            assertThat(csv).containsPattern("visible,AP,,0\\.0,").containsPattern("average,AP,,0\\.0,");
            for (String row : List.of("infrared", "fused")) {
                String line = csv.lines()
                        .filter(each -> each.startsWith(row + ",AP,,"))
                        .findFirst()
                        .orElseThrow();
                assertThat(Double.parseDouble(line.split(",", -1)[3])).as(boxes).isCloseTo(1, within(1e-9));
            }
            assertThat(report.write(folder.resolve("out-" + boxes))).contains("detection.csv", "report.html");
            assertThat(report.json()).contains("detector sha256", "letterbox", "classes matched", "score threshold");
            assertThat(report.tables().get(1).rows()).hasSize(4);
        }
    }

    @Test
    void theFileOfARowIsScoredAlone() throws IOException {
        report(experiment("boxes.json", "infrared"), Map.of());
        assertThat(averagePrecision("boxes.json", "infrared")).isCloseTo(1, within(1e-9));
        BoxFile file = BoxFile.detections(detections("infrared"));
        assertThat(file.images()).hasSize(10).contains(new BoxImage("47", "004D", 48, 32)); // without an object
        assertThat(file.boxes())
                .hasSize(8)
                .allSatisfy(box -> assertThat(box.category()).isEqualTo("5"));
        Files.delete(folder.resolve("out/runs/infrared/frozen/run.yaml"));
        Files.delete(folder.resolve("out/runs/infrared/frozen/result.json"));
        report(experiment("boxes.csv", "infrared"), Map.of());
        // Fractions need sizes, which the detections state.
        assertThat(averagePrecision("boxes.csv", "infrared")).isCloseTo(1, within(1e-9));
    }

    @Test
    void aFinishedRowIsSkippedAndOtherSettingsAreRefused() throws IOException {
        DetectionExperiment experiment = experiment("boxes.csv", "infrared");
        report(experiment, Map.of());
        var written = Files.getLastModifiedTime(detections("infrared"));
        report(experiment, Map.of());
        assertThat(Files.getLastModifiedTime(detections("infrared"))).isEqualTo(written);
        try (OnnxDetector other = detector(DetectorOptions.defaults().withClasses(List.of("Person")))) {
            assertThatThrownBy(() -> experiment.run(other, Map.of(), "test", WorkListener.NONE))
                    .isInstanceOf(DatasetException.class)
                    .hasMessageContaining("other settings");
        }
    }

    @Test
    void aCancelledRowLeavesNoDetections() throws IOException {
        DetectionExperiment experiment = experiment("boxes.csv", "infrared");
        WorkListener impatient = new WorkListener() {
            private int seen;

            @Override
            public void advanced(int done, int total, String pair) {
                seen = done;
                assertThat(total).isEqualTo(10);
            }

            @Override
            public boolean cancelled() {
                return seen == 3;
            }
        };
        try (OnnxDetector detector = detector(DetectorOptions.defaults())) {
            assertThatThrownBy(() -> experiment.run(detector, Map.of(), "test", impatient))
                    .isInstanceOf(CancellationException.class);
        }
        assertThat(detections("infrared")).doesNotExist();
        report(experiment, Map.of());
        assertThat(detections("infrared")).exists();
    }

    @Test
    void pairsWithoutTruthAndClassesWithoutPartnerAreNamed() throws IOException {
        assertThat(report(experiment("boxes.csv", "infrared"), Map.of()).notes())
                .anySatisfy(note -> assertThat(note).contains("2 of 10 pairs have no box"));
        String json = Files.readString(folder.resolve("set/boxes.json"));
        Files.writeString(
                folder.resolve("set/boxes.json"),
                json.replaceFirst("\\{\"id\": 97, \"file_name\": \"009N.jpg\"}", "{\"id\": 97}"));
        assertThatThrownBy(() -> report(experiment("boxes.json", "infrared"), Map.of()))
                .isInstanceOf(DatasetException.class); // the row is stored with another image
        Path other = folder.resolve("set/other.json");
        Files.writeString(other, json.replace("Person", "bird"));
        DetectionExperiment unmatched = experiment("other.json", "visible");
        assertThatThrownBy(() -> report(unmatched, Map.of()))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("none of the classes of the model (person)")
                .hasMessageContaining("(car, bird)");
        assertThat(report(unmatched, Map.of("person", "bird")).isComplete()).isTrue();
        Files.writeString(other, json.replaceAll("0(\\d\\d[DN])", "9$1"));
        assertThatThrownBy(() -> experiment("other.json", "visible"))
                .hasMessageContaining("none of its images is one of the 10 pairs");
    }

    @Test
    void rowsOfBothImagesAreRefused() {
        assertThatThrownBy(() -> experiment("boxes.csv", "concat")).hasMessageContaining("takes an image of three");
        assertThatThrownBy(() -> experiment("boxes.csv", "psfusion-head=x"))
                .hasMessageContaining("predicts class maps, no boxes");
    }
}
