// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.downstream;

import io.github.psfusion.cli.console.ProgramVersion;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.cli.evaluate.TaskScoring;
import io.github.psfusion.cli.scores.Scoring;
import io.github.psfusion.downstream.DetectionExperiment;
import io.github.psfusion.downstream.InputRow;
import io.github.psfusion.downstream.onnx.DetectorLayout;
import io.github.psfusion.downstream.onnx.DetectorOptions;
import io.github.psfusion.downstream.onnx.ModelClasses;
import io.github.psfusion.downstream.onnx.OnnxDetector;
import io.github.psfusion.downstream.onnx.PixelScaling;
import io.github.psfusion.imaging.PairWindows;
import io.github.psfusion.metrics.detection.DetectionProtocol;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a detector of others on each input and compares what it finds. */
@Command(
        name = "detect",
        header = "run an ONNX detector on each input, compare",
        customSynopsis = "psfusion downstream detect --detector FILE --data DIR --boxes PATH -o DIR [OPTIONS]",
        description = {
            "Run a detector of others on the held-out pairs of a data set, as each input shows them, and score its boxes:"
                    + " average precision by input and class. A row is stored; the same command continues.%n",
            "Examples:",
            "  psfusion downstream detect --detector yolo.onnx --data MSRS \\",
            "      --rows visible,infrared,fused=out --boxes boxes.csv -o found",
            "  psfusion evaluate --boxes boxes.csv \\",
            "      --detections found/runs/fused/frozen/detections.json%n"
        },
        footer = {
            "%nNothing is trained and no model comes with the program. Boxes: DIR/runs/ROW/frozen/detections.json (COCO).",
            "Common options: psfusion --help."
        })
final class DetectCommand implements Callable<Integer> {
    private static final String AUTO = "auto";

    private final Session session;

    @Spec
    private CommandSpec spec = CommandSpec.create(); // replaced by picocli

    @Option(names = "--detector", paramLabel = "FILE", description = "ONNX file of a detector")
    private @Nullable Path detector;

    @Option(
            names = "--layout",
            paramLabel = "NAME",
            description = "what its outputs hold: auto (default, by their shapes), yolov5, yolov8, yolov10, rtdetr,"
                    + " rtdetr-sizes, yolox, nanodet-plus")
    private String layout = AUTO;

    @Option(names = "--data", paramLabel = "DIR", description = "data set; its held-out pairs, else all of them")
    private @Nullable Path data;

    @Option(
            names = "--rows",
            paramLabel = "LIST",
            split = ",",
            description = "inputs: visible, infrared, average, NAME=DIR (fused images) (default"
                    + " visible,infrared,average)")
    private List<String> rows = List.of("visible", "infrared", "average");

    @Option(
            names = "--boxes",
            paramLabel = "PATH",
            description = "true boxes: COCO file (.json), table (.csv), or folder of YOLO (.txt) or PASCAL VOC (.xml)"
                    + " files")
    private @Nullable Path boxes;

    @Option(
            names = "--box-classes",
            paramLabel = "LIST",
            split = ",",
            description = "names of the classes of the true boxes, by number")
    private List<String> boxClasses = List.of();

    @Option(
            names = "--classes",
            paramLabel = "FILE|LIST",
            split = ",",
            description = "the detector's classes in order: names, a file with one in each line, or coco for its 80"
                    + " (default: \"names\" of its metadata)")
    private List<String> classes = List.of();

    @Option(
            names = "--normalization",
            paramLabel = "RULE",
            description = "unit (0 to 1), none (0 to 255), imagenet, or M,M,M/D,D,D (default: that of the layout)")
    private @Nullable String normalization;

    @Option(
            names = "--score",
            paramLabel = "S",
            description = "smallest score of a box (default 0.001, for whole precision-recall curves)")
    private double score = DetectorOptions.SCORE;

    @Option(
            names = "--suppress",
            paramLabel = "IOU",
            description =
                    "drop boxes that overlap a surer one of their class by more (default: by layout 0.6 to 0.7, or"
                            + " nothing where the model does so)")
    private @Nullable Double overlap;

    @Option(names = "--most", paramLabel = "N", description = "boxes of an image (default 300)")
    private int most = DetectorOptions.MOST;

    @Option(
            names = "--protocol",
            paramLabel = "NAME",
            description = "coco (default), voc, voc07, ultralytics, ultralytics-8.4")
    private String protocol = DetectionProtocol.COCO.key();

    @ArgGroup(validate = false, heading = "%nInput and classes of the detector:%n")
    private ModelOptions model = new ModelOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "detections and report")
    private @Nullable Path folder;

    DetectCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (detector == null || data == null || boxes == null || folder == null) {
            throw UserError.usage("missing: "
                    + (detector == null
                            ? "--detector FILE, an ONNX file."
                            : data == null
                                    ? "--data DIR, the pairs."
                                    : boxes == null ? "--boxes PATH, the true boxes." : "-o DIR, for the results."));
        }
        List<InputRow> inputs = Rows.parse(rows, session);
        DetectorOptions options = options();
        DetectionProtocol scored = protocol();
        DetectionExperiment experiment = experiment(inputs, data, boxes, folder);
        try (OnnxDetector opened =
                OnnxDetector.open(detector, options, session.common().threads())) {
            session.console()
                    .info("layout " + opened.layout().key() + ", " + experiment.pairs() + " pairs, " + inputs.size()
                            + (inputs.size() == 1 ? " row" : " rows"));
            return TaskScoring.run(session, Optional.of(folder), progress -> {
                List<DetectionExperiment.RowOutcome> outcomes =
                        experiment.run(opened, model.map(), ProgramVersion.text(), progress);
                return experiment.score(outcomes, scored, Scoring.origin(spec), progress);
            });
        }
    }

    private DetectionExperiment experiment(List<InputRow> inputs, Path set, Path truth, Path store) throws IOException {
        try {
            return DetectionExperiment.of(
                    inputs, set, truth, boxClasses, store, PairWindows.defaults(), Scoring.limits(session));
        } catch (IllegalArgumentException e) {
            throw UserError.usage("--rows " + e.getMessage() + ".");
        }
    }

    private DetectionProtocol protocol() {
        try {
            return DetectionProtocol.of(protocol);
        } catch (IllegalArgumentException e) {
            throw UserError.usage("--protocol " + e.getMessage() + ".");
        }
    }

    private DetectorOptions options() throws IOException {
        try {
            return new DetectorOptions(
                    layout(),
                    model.size(),
                    Optional.ofNullable(normalization).map(PixelScaling::parse),
                    model.channels(),
                    ModelClasses.given(classes),
                    score,
                    overlap == null ? OptionalDouble.empty() : OptionalDouble.of(overlap),
                    most);
        } catch (IllegalArgumentException e) {
            throw UserError.usage(e.getMessage() + ".");
        }
    }

    private Optional<DetectorLayout> layout() {
        if (layout.equals(AUTO)) {
            return Optional.empty();
        }
        Optional<DetectorLayout> found = Arrays.stream(DetectorLayout.values())
                .filter(each -> each.key().equals(layout))
                .findFirst();
        if (found.isEmpty()) {
            throw new IllegalArgumentException("--layout " + layout + ": expected auto, "
                    + Arrays.stream(DetectorLayout.values())
                            .map(DetectorLayout::key)
                            .collect(Collectors.joining(", ")));
        }
        return found;
    }
}
