// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.dataset;

import io.github.psfusion.cli.console.ExitCode;
import io.github.psfusion.cli.console.ProgressDisplay;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.datasets.export.DatasetExport;
import io.github.psfusion.datasets.export.ExportFormat;
import io.github.psfusion.datasets.export.ExportRequest;
import io.github.psfusion.imaging.codec.DecodeLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lays a data set out for other training programs. */
@Command(
        name = "export",
        header = "lay a data set out for other programs",
        customSynopsis = "psfusion dataset export DIR --format coco|yolo|voc -o DIR [OPTIONS]",
        description = {
            "Lay out fused images with labels and boxes for other training programs: COCO, YOLO or PASCAL VOC. Mean and"
                    + " deviation of the training images, by both definitions in use, go into statistics.json.%n",
            "Examples:",
            "  psfusion dataset export MSRS --fused out --boxes b.csv --format yolo -o yolo",
            "  psfusion dataset export MSRS --format voc -o voc%n"
        },
        footer = "%nCommon options: psfusion --help.")
final class DatasetExportCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "DIR", description = "the data set")
    private Path source = Path.of("");

    @Option(names = "--format", required = true, paramLabel = "F", description = "coco, yolo, voc")
    private ExportFormat format = ExportFormat.COCO;

    @Option(
            names = "--fused",
            paramLabel = "DIR",
            description = "fused images of all pairs (default: the visible images)")
    private @Nullable Path fused;

    @Option(
            names = "--boxes",
            paramLabel = "PATH",
            description = "true boxes, as evaluate reads them; may be repeated, one for each split")
    private List<Path> boxes = List.of();

    @Option(
            names = "--classes",
            paramLabel = "LIST",
            split = ",",
            description = "names of the classes of boxes, by number")
    private List<String> classes = List.of();

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "DIR",
            description = "the folder of the result, new or empty")
    private Path output = Path.of("");

    DatasetExportCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        ExportRequest request = new ExportRequest(
                source,
                Optional.ofNullable(fused),
                boxes,
                classes,
                format,
                DecodeLimits.defaults().withMaxPixels(session.common().maxPixels()));
        DatasetExport.Result result;
        try (ProgressDisplay progress = session.console().progress("export")) {
            result = DatasetExport.write(request, output, (done, total) -> {
                session.cancellation().check();
                progress.at(done, total, "");
            });
        }
        if (result.dropped() > 0) {
            session.console().warn(result.dropped() + " boxes are outside of their images and are left out.");
        }
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("training", result.training());
        facts.put("heldOut", result.heldOut());
        facts.put("boxes", result.boxes());
        session.console()
                .result(
                        "wrote " + result.training() + " training and " + result.heldOut() + " held-out images with "
                                + result.boxes() + " boxes to " + output,
                        facts);
        return ExitCode.OK;
    }
}
