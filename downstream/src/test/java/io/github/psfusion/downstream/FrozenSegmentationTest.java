// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.downstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.psfusion.datasets.DatasetException;
import io.github.psfusion.downstream.onnx.ChannelOrder;
import io.github.psfusion.downstream.onnx.OnnxSegmenter;
import io.github.psfusion.downstream.onnx.PixelScaling;
import io.github.psfusion.downstream.onnx.SegmenterOptions;
import io.github.psfusion.evaluation.ScoreOrigin;
import io.github.psfusion.evaluation.SegmentationComparison;
import io.github.psfusion.evaluation.WorkListener;
import io.github.psfusion.imaging.PairWindows;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.methods.MethodContext;
import io.github.psfusion.tensors.DataType;
import io.github.psfusion.tensors.Shape;
import io.github.psfusion.testing.OnnxFiles;
import io.github.psfusion.weights.TensorToWrite;
import io.github.psfusion.weights.WeightFormatException;
import io.github.psfusion.weights.safetensors.SafetensorsWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A segmenter that finds bright pixels, on pairs that show them in infrared alone. */
class FrozenSegmentationTest {
    private static final List<String> CLASSES = List.of("ground", "target");
    private static final SegmenterOptions OPTIONS = new SegmenterOptions(
            Optional.empty(),
            PixelScaling.UNIT,
            ChannelOrder.RGB,
            Optional.empty(),
            List.of("ground", "target", "green", "blue"),
            Map.of());

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        BrightPairs.write(folder.resolve("set"), 10);
        OnnxFiles.brightestChannel(0, 0, 1).write(folder.resolve("model.onnx"));
    }

    private FrozenSegmentation experiment(String... rows) throws IOException {
        return FrozenSegmentation.of(
                InputRow.parse(List.of(rows)),
                folder.resolve("set"),
                CLASSES,
                folder.resolve("out"),
                PairWindows.defaults(),
                DecodeLimits.defaults());
    }

    private ExperimentReport report(FrozenSegmentation experiment) throws IOException, InterruptedException {
        try (OnnxSegmenter segmenter = OnnxSegmenter.open(
                folder.resolve("model.onnx"), OPTIONS, experiment.classes(), experiment.firstSize(), 1)) {
            List<FrozenSegmentation.RowOutcome> outcomes =
                    experiment.run(segmenter, MethodContext.defaults(), WorkListener.NONE);
            SegmentationComparison scores = experiment.score(
                    List.of("night=*N"), 1, new ScoreOrigin("test", Clock.systemUTC(), Map.of()), WorkListener.NONE);
            return ExperimentReport.of(experiment, outcomes, scores);
        }
    }

    @Test
    void rowsAreScoredByTheCodeOfTrainedOnes() throws Exception {
        ExperimentReport report = report(experiment("visible", "infrared", "fused=" + folder.resolve("set/fused")));
        assertThat(report.title()).startsWith("3 inputs of a frozen segmenter; 10 class maps, 2 classes");
        String rows = report.tables().get(1).rows().toString();
        assertThat(rows).contains("0.000", "1.000", "[1.000, 1.000]");
        assertThat(report.tables().get(2).rows().toString()).contains("-1.000").contains(" *");
        assertThat(report.write(folder.resolve("out"))).contains("segmentation.csv", "downstream.json");
        assertThat(folder.resolve("out/downstream.json"))
                .content()
                .contains("psfusion-downstream-frozen-1", "segmenter_sha256", "counted_as_ground", "green, blue");
        assertThat(folder.resolve("out/segmentation.csv")).content().contains("iou,1,target,1.0");
    }

    @Test
    void aFinishedRowIsSkipped() throws Exception {
        var unused = report(experiment("infrared"));
        Path map = folder.resolve("out/runs/infrared/frozen/predictions/000D.png");
        var written = Files.getLastModifiedTime(map);
        unused = report(experiment("infrared"));
        assertThat(Files.getLastModifiedTime(map)).isEqualTo(written);
        Files.copy(
                folder.resolve("set/ir/001N.png"),
                folder.resolve("set/ir/000D.png"),
                StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> report(experiment("infrared")))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("other settings");
    }

    @Test
    void pairsNeedLabelsAndRowsOneImage() throws Exception {
        assertThatThrownBy(() -> experiment("features")).hasMessageContaining("three channels");
        Files.delete(folder.resolve("set/label/003N.png"));
        assertThatThrownBy(() -> experiment("infrared"))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("003N.png has no label");
    }

    @Test
    void aHeadThatHasSeenNoLabelIsRefused() throws Exception {
        for (Map<String, String> metadata : List.of(
                Map.of("labels", "none"),
                Map.of("labels", "optional", "data", "12 pairs, 0 with labels, digest of names"))) {
            Path weights = folder.resolve("fusion-only.safetensors");
            SafetensorsWriter.write(
                    weights,
                    metadata,
                    List.of(new TensorToWrite("x", DataType.FLOAT32, Shape.of(1), () -> ByteBuffer.allocate(4))));
            assertThatThrownBy(() -> report(experiment("psfusion-head=" + weights)))
                    .isInstanceOf(WeightFormatException.class)
                    .hasMessageContaining("trained without labels");
        }
    }
}
