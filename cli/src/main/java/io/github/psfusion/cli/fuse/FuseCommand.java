// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.fuse;

import io.github.psfusion.cli.console.ErrorReport;
import io.github.psfusion.cli.console.JsonMode;
import io.github.psfusion.cli.console.Outputs;
import io.github.psfusion.cli.console.ProgressDisplay;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.cli.methods.MethodListing;
import io.github.psfusion.cli.methods.MethodOpening;
import io.github.psfusion.cli.pairs.PairInputs;
import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.imaging.BitDepth;
import io.github.psfusion.imaging.IntensityWindow;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.methods.FusionMethod;
import io.github.psfusion.methods.FusionMethods.Request;
import io.github.psfusion.networks.psfusion.PsFusion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** Fuses one pair of images or all pairs of folders. */
@Command(
        name = "fuse",
        header = "fuse one pair or whole folders",
        customSynopsis = {
            "psfusion fuse --ir FILE|DIR --vi FILE|DIR -o FILE|DIR [OPTIONS]",
            "       psfusion fuse --pairs DIR -o DIR [OPTIONS]"
        },
        description = {
            "%nFuse one pair of registered images, or all pairs of two folders.%n",
            "Examples:",
            "  psfusion fuse --ir a_ir.png --vi a_vi.png -o a_fused.png",
            "  psfusion fuse --ir test/ir --vi test/vi -o results",
            "  psfusion fuse --pairs MSRS/test -o results/{name}_fused.png",
            "  psfusion fuse --pairs MSRS/test -o results/gtf --method gtf",
            "  psfusion fuse --ir a.tiff --vi a.jpg -o - --format png > fused.png"
        },
        footer = "%nCommon options: psfusion --help.")
public final class FuseCommand implements Callable<Integer> {
    private final Session session;

    @Spec
    private CommandSpec spec = CommandSpec.create(); // replaced by picocli

    @ArgGroup(validate = false, heading = "%nInput:%n")
    private InputOptions input = new InputOptions();

    @ArgGroup(validate = false, heading = "%nMethod:%n")
    private MethodChoice choice = new MethodChoice();

    @ArgGroup(validate = false, heading = "%nOutput:%n")
    private OutputOptions output = new OutputOptions();

    /** Makes the verb. */
    public FuseCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (choice.listed()) {
            return MethodListing.print(session);
        }
        long start = System.nanoTime();
        ParseResult given = spec.commandLine().getParseResult();
        Set<ExtraOutput> saved = output.saved();
        IntensityWindow range = input.range();
        BitDepth depth = output.depth();
        Request request = choice.request(given, saved);
        String place = output.place();
        PairInputs inputs = input.find();
        FuseOutputs outputs = FuseOutputs.of(place, inputs, output.format(), depth, choice.rounding(request));
        checkStandardOutput(outputs, saved);
        if (inputs.single() && !outputs.isStandardOutput()) {
            Outputs.refuseExisting(outputs.result(inputs.pairs().get(0)), output.overwrite());
        }
        checkImages(inputs);
        session.cancellation().cooperate();
        PairWriter writer = new PairWriter(outputs, saved, output.overwrite(), session.console());
        MethodOpening opening = choice.opening(request, session, given);
        List<PairOutcome> outcomes = new ArrayList<>();
        List<PairFiles> rest = new ArrayList<>();
        for (PairFiles pair : inputs.pairs()) {
            if (writer.isDone(pair)) {
                outcomes.add(PairOutcome.kept(pair, writer.output(pair)));
            } else {
                rest.add(pair);
            }
        }
        // The levels are those of all images, so that a batch that is repeated after an interruption gives the same.
        Callable<PairReader> reader = () -> PairReader.of(inputs.pairs(), range, limits(), session.cancellation());
        try (FusionRun run = new FusionRun(rest, reader, writer, session.cancellation());
                FusionMethod method = opening.open(request)) {
            outcomes.addAll(fuse(run, fuser(method, saved)));
            double seconds = (System.nanoTime() - start) * 1e-9;
            return new FuseReport(session, inputs, outputs, outcomes, seconds).tell(method, opening.weights(request));
        }
    }

    private Fuser fuser(FusionMethod method, Set<ExtraOutput> saved) {
        return method instanceof PsFusion network
                ? new NetworkFuser(network, choice.memory(), output.color(), saved)
                : new MethodFuser(method, output.color());
    }

    private List<PairOutcome> fuse(FusionRun run, Fuser fuser) throws InterruptedException {
        try (ProgressDisplay progress = session.console().progress("fuse")) {
            return run.run(fuser, progress, outcome -> {
                session.console().line(outcome.asJson());
                if (input.strict() && outcome.error() != null) {
                    throw UserError.input(ErrorReport.message(outcome.error()) + "\n--strict stops here.");
                }
            });
        }
    }

    private void checkStandardOutput(FuseOutputs outputs, Set<ExtraOutput> saved) {
        if (!outputs.isStandardOutput()) {
            return;
        }
        if (!saved.isEmpty()) {
            throw UserError.usage("--save writes beside the result, but -o - is standard output. Name a file with -o.");
        }
        if (session.console().talk().json() != JsonMode.OFF) {
            throw UserError.usage("--json and -o - both write to standard output. Name a file with -o.");
        }
    }

    /** With --strict looks at all headers before anything is done. */
    private void checkImages(PairInputs inputs) {
        List<String> incomplete = inputs.incomplete();
        if (!input.strict()) {
            incomplete.forEach(session.console()::say);
            return;
        }
        List<String> problems = new ArrayList<>(incomplete);
        for (PairFiles pair : inputs.pairs()) {
            for (Path file : List.of(pair.infrared(), pair.visible())) {
                try {
                    var unused = ImageFiles.size(file, limits());
                } catch (IOException e) {
                    problems.add(ErrorReport.message(e));
                }
            }
        }
        if (!problems.isEmpty()) {
            throw UserError.input(String.join("\n", problems) + "\nNothing was done, because of --strict.");
        }
    }

    private DecodeLimits limits() {
        return DecodeLimits.defaults().withMaxPixels(session.common().maxPixels());
    }
}
