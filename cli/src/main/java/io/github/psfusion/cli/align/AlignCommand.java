// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.align;

import io.github.psfusion.cli.console.Outputs;
import io.github.psfusion.cli.console.ProgressDisplay;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.cli.methods.MethodOpening;
import io.github.psfusion.cli.pairs.InputOptions;
import io.github.psfusion.cli.pairs.OutcomeProgress;
import io.github.psfusion.cli.pairs.OutcomeReport;
import io.github.psfusion.cli.pairs.ThermalFileOptions;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.pipeline.FileSink;
import io.github.psfusion.pipeline.PairInputs;
import io.github.psfusion.pipeline.PairOutcome;
import io.github.psfusion.pipeline.alignment.AlignmentFolder;
import io.github.psfusion.pipeline.alignment.AlignmentRun;
import io.github.psfusion.pipeline.alignment.AlignmentSettings;
import io.github.psfusion.pipeline.alignment.AlignmentTable;
import io.github.psfusion.pipeline.alignment.BorderHandling;
import io.github.psfusion.registration.OutputFrame;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Registers pairs and writes them so that the images lie on each other. */
@Command(
        name = "align",
        header = "register pairs, calibrate two cameras",
        customSynopsis = {
            "psfusion align --ir FILE|DIR --vi FILE|DIR -o DIR [OPTIONS]",
            "       psfusion align --ir DIR --vi DIR --calibrate rig.json [OPTIONS]"
        },
        description = {
            "%nRegister the images of each pair, whose sizes and fields of view may differ, and write them registered:"
                    + " DIR/ir and DIR/vi for fuse, train and evaluate, and DIR/align.html, a page with"
                    + " checkerboards before and after. Levels of the images stay as they are. Pairs without a reliable map are"
                    + " reported and not written.%n",
            "Examples:",
            "  psfusion align --ir thermal.jpg --vi camera.jpg -o aligned",
            "  psfusion align --ir own/ir --vi own/vi -o aligned",
            "  psfusion align --ir own/ir --vi own/vi --calibrate rig.json",
            "  psfusion align --ir own/ir --vi own/vi --rig rig.json -o aligned"
        },
        footer = "%nCommon options: psfusion --help.")
public final class AlignCommand implements Callable<Integer> {
    private final Session session;

    @Spec
    private CommandSpec spec = CommandSpec.create(); // replaced by picocli

    @ArgGroup(validate = false, heading = "%nInput:%n")
    private InputOptions input = new InputOptions();

    @ArgGroup(validate = false, heading = "%nTemperatures and palettes:%n")
    private ThermalFileOptions temperatures = new ThermalFileOptions();

    @ArgGroup(validate = false, heading = "%nMap:%n")
    private MapOptions map = new MapOptions();

    @ArgGroup(validate = false, heading = "%nOutput:%n")
    private AlignOutput output = new AlignOutput();

    /** What is written, and where. */
    private static final class AlignOutput {
        @Option(
                names = {"-o", "--output"},
                paramLabel = "DIR",
                description = "folder of the results")
        private @Nullable Path folder;

        @Option(
                names = "--frame",
                paramLabel = "F",
                description =
                        "the image that stays as it is: visible (default; labels drawn on it still fit), infrared")
        private OutputFrame frame = OutputFrame.VISIBLE;

        @Option(
                names = "--border",
                paramLabel = "B",
                description = "where only one image has content: crop (default: both are cut to the largest common"
                        + " rectangle), mark (both keep the frame; DIR/area/NAME.png is white where both have content)")
        private BorderHandling border = BorderHandling.CROP;

        @Option(
                names = "--contact-sheet",
                paramLabel = "N",
                description = "pairs whose checkerboards the page shows (default 50)")
        private int views = AlignmentSettings.DEFAULT_VIEWS;

        @Option(names = "--overwrite", description = "replace existing results")
        private boolean overwrite;
    }

    /** Makes the command. */
    public AlignCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        map.check(spec.commandLine().getParseResult());
        DecodeLimits limits =
                DecodeLimits.defaults().withMaxPixels(session.common().maxPixels());
        Optional<Path> rig = map.calibrate();
        if (rig.isPresent()) {
            Outputs.refuseExisting(rig.get(), output.overwrite);
            return new Calibrating(session, input, temperatures.options(), map.calibration())
                    .run(rig.get(), limits, output.overwrite);
        }
        return align(limits);
    }

    private int align(DecodeLimits limits) throws IOException {
        Path place = output.folder;
        if (place == null) {
            throw UserError.usage("missing: --output DIR (or --calibrate FILE).");
        }
        if (output.views < 0) {
            throw UserError.usage("--contact-sheet " + output.views + ": expected 0 or more.");
        }
        long start = System.nanoTime();
        AlignmentSettings settings = new AlignmentSettings(
                map.aligner(),
                input.windows(),
                temperatures.options(),
                limits,
                output.frame,
                output.border,
                output.views,
                MethodOpening.threads(session));
        PairInputs inputs = input.find();
        AlignmentFolder folder = AlignmentFolder.of(
                place, output.border, output.overwrite ? FileSink.Existing.REPLACE : FileSink.Existing.KEEP, inputs);
        List<Path> read = Stream.of(input.list(), map.rig(), session.common().config())
                .flatMap(Optional::stream)
                .toList();
        folder.reports().forEach(file -> Outputs.refuseInput(file, read));
        input.check(inputs, limits, session);
        session.cancellation().cooperate();
        List<PairOutcome> outcomes;
        try (ProgressDisplay progress = session.console().progress("align")) {
            outcomes = new AlignmentRun(inputs.pairs(), settings, folder, session.cancellation()::requested)
                    .run(new OutcomeProgress(session, progress, input.strict()));
        }
        double seconds = (System.nanoTime() - start) * 1e-9;
        return new OutcomeReport(session, inputs, place.toString(), PairOutcome.State.ALIGNED, outcomes, seconds)
                .print(table(outcomes), () -> facts(place, folder));
    }

    private String table(List<PairOutcome> outcomes) {
        return AlignmentTable.text(outcomes)
                        .text(
                                session.terminal().tableColumns(),
                                session.console().verbosity().outputAnsi())
                + "\n\n";
    }

    private Map<String, Object> facts(Path place, AlignmentFolder folder) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("output", place.toString());
        json.put("reports", folder.reports().stream().map(Path::toString).toList());
        map.rig().ifPresent(file -> json.put("rig", file.toString()));
        return json;
    }
}
