// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.fuse;

import io.github.psfusion.cli.console.Choices;
import io.github.psfusion.cli.console.Engine;
import io.github.psfusion.cli.console.ErrorReport;
import io.github.psfusion.cli.console.JsonMode;
import io.github.psfusion.cli.console.Outputs;
import io.github.psfusion.cli.console.ProgressDisplay;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.cli.methods.WeightsSearch;
import io.github.psfusion.cli.pairs.InfraredRanges;
import io.github.psfusion.cli.pairs.PairInputs;
import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.imaging.InfraredRange;
import io.github.psfusion.imaging.SampleDepth;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.ImageFiles;
import io.github.psfusion.imaging.codec.ImageFormat;
import io.github.psfusion.imaging.codec.Rounding;
import io.github.psfusion.networks.psfusion.PsFusion;
import io.github.psfusion.networks.psfusion.PsFusionOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Fuses one pair of pictures or all pairs of folders. */
@Command(
        name = "fuse",
        header = "fuse one pair or whole folders",
        customSynopsis = {
            "psfusion fuse --ir FILE|DIR --vi FILE|DIR -o FILE|DIR [OPTIONS]",
            "       psfusion fuse --pairs DIR -o DIR [OPTIONS]"
        },
        description = {
            "%nFuse one pair of registered pictures, or all pairs of two folders.%n",
            "Examples:",
            "  psfusion fuse --ir a_ir.png --vi a_vi.png -o a_fused.png",
            "  psfusion fuse --ir test/ir --vi test/vi -o results",
            "  psfusion fuse --pairs MSRS/test -o results/{name}_fused.png",
            "  psfusion fuse --ir a.tiff --vi a.jpg -o - --format png > fused.png"
        },
        footer = "%nCommon options: psfusion --help.")
public final class FuseCommand implements Callable<Integer> {
    private final Session session;

    @ArgGroup(validate = false, heading = "%nInput:%n")
    private InputOptions input = new InputOptions();

    @ArgGroup(validate = false, heading = "%nNetwork:%n")
    private NetworkOptions network = new NetworkOptions();

    @ArgGroup(validate = false, heading = "%nOutput:%n")
    private OutputOptions output = new OutputOptions();

    private static final class InputOptions {
        @Option(names = "--ir", paramLabel = "PATH", description = "infrared picture or folder")
        private @Nullable Path infrared;

        @Option(names = "--vi", paramLabel = "PATH", description = "visible picture or folder")
        private @Nullable Path visible;

        @Option(
                names = "--pairs",
                paramLabel = "DIR",
                description = "a folder with a known layout (see dataset check), or with the folders ir and vi")
        private @Nullable Path pairs;

        @Option(names = "--list", paramLabel = "FILE", description = "only these names, in this order")
        private @Nullable Path list;

        @Option(
                names = "--ir-range",
                paramLabel = "R",
                description = "levels of infrared shown as black and white: auto (default: for 16 bit the 0.1 and 99.9"
                        + " percentiles over ALL pictures of the batch, so that nothing jumps; 8 bit as it is),"
                        + " min-max, percentiles:P,Q (both also over all pictures), or LO,HI")
        private String infraredRange = "auto";

        @Option(names = "--strict", description = "stop if any picture lacks its partner or is unreadable")
        private boolean strict;
    }

    private static final class NetworkOptions {
        @Option(
                names = "--weights",
                paramLabel = "FILE",
                description = "weights of the network, .safetensors or .pth (default: $$PSFUSION_WEIGHTS, else"
                        + " models/psfusion.safetensors of the installation)")
        private @Nullable Path weights;

        @Option(
                names = "--as-published",
                description = "repeat the authors' script: resize to multiples of 32, truncate to 8 bit (default: pad,"
                        + " round)")
        private boolean asPublished;

        @Option(
                names = "--precision",
                paramLabel = "P",
                description =
                        "auto (default: float32 or bfloat16, whichever is measured to be faster), float32, bfloat16")
        private PsFusionOptions.Precision precision = PsFusionOptions.Precision.AUTO;
    }

    private static final class OutputOptions {
        @Option(
                names = {"-o", "--output"},
                paramLabel = "PATH",
                description = "file, folder, pattern such as out/{name}_fused.png, or - for standard output")
        private @Nullable String output;

        @Option(
                names = "--format",
                paramLabel = "F",
                description = "png, jpeg, tiff, bmp (default: from the name, else png)")
        private @Nullable ImageFormat format;

        @Option(
                names = "--color",
                paramLabel = "MODE",
                description = "ycbcr: colours of the visible picture (default when it has any), gray")
        private ColourMode colour = ColourMode.YCBCR;

        @Option(
                names = "--save",
                paramLabel = "LIST",
                description = "also classes, binary, boundary, infrared, visible (the network's other outputs), as"
                        + " NAME_classes.png ... beside the result")
        private String save = "none";

        @Option(names = "--depth", paramLabel = "8|16", description = "bits of the result (default 8)")
        private int depth = 8;

        @Option(names = "--overwrite", description = "replace existing results")
        private boolean overwrite;
    }

    /** Makes the verb. */
    public FuseCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        long start = System.nanoTime();
        Set<SavedPicture> saved = Choices.of(SavedPicture.class).convertList("--save", output.save);
        InfraredRange range = range();
        SampleDepth depth = depth();
        if (output.output == null) {
            throw UserError.usage("missing: --output PATH.");
        }
        PairInputs inputs = PairInputs.of(input.infrared, input.visible, input.pairs, input.list);
        Rounding rounding = network.asPublished ? Rounding.TRUNCATE : Rounding.NEAREST;
        FuseOutputs outputs = FuseOutputs.of(output.output, inputs, output.format, depth, rounding);
        checkStandardOutput(outputs, saved);
        if (inputs.single() && !outputs.isStandardOutput()) {
            Outputs.refuseExisting(outputs.result(inputs.pairs().get(0)), output.overwrite);
        }
        checkPictures(inputs);
        Path weights = WeightsSearch.find(session, WeightsSearch.PSFUSION, network.weights);
        WeightsSearch.requirePsFusion(weights); // before the engine is loaded, which takes a second
        session.cancellation().cooperate();
        PsFusionOptions options = PsFusionOptions.defaults()
                .withDevice(Engine.device(session))
                .withThreads(session.common().threads())
                .withPrecision(network.precision)
                .withSizing(network.asPublished ? PsFusionOptions.Sizing.AS_PUBLISHED : PsFusionOptions.Sizing.PAD);
        PairFuser.Choice choice = new PairFuser.Choice(output.colour, saved, output.overwrite);
        try (PsFusion psfusion = PsFusion.load(weights, options)) {
            PairFuser fuser = new PairFuser(psfusion, outputs, choice, session.console());
            List<PairOutcome> outcomes = fuse(inputs, fuser, range);
            double seconds = (System.nanoTime() - start) * 1e-9;
            return new FuseReport(session, inputs, outputs, outcomes, seconds).tell(weights);
        }
    }

    private List<PairOutcome> fuse(PairInputs inputs, PairFuser fuser, InfraredRange range)
            throws IOException, InterruptedException {
        List<PairOutcome> outcomes = new ArrayList<>();
        List<PairFiles> rest = new ArrayList<>();
        for (PairFiles pair : inputs.pairs()) {
            if (fuser.isDone(pair)) {
                outcomes.add(PairOutcome.kept(pair, fuser.output(pair)));
            } else {
                rest.add(pair);
            }
        }
        DecodeLimits limits = limits();
        // The levels are those of all pictures, so that a batch that is repeated after an interruption gives the same.
        PairReader reader = PairReader.of(inputs.pairs(), range, limits, session.cancellation());
        try (ProgressDisplay progress = session.console().progress("fuse");
                FusionRun run = new FusionRun(reader, fuser, session.cancellation())) {
            outcomes.addAll(run.run(rest, progress, outcome -> {
                session.console().line(outcome.asJson());
                if (input.strict && outcome.error() != null) {
                    throw UserError.input(ErrorReport.message(outcome.error()) + "\n--strict stops here.");
                }
            }));
        }
        return outcomes;
    }

    private InfraredRange range() {
        return InfraredRanges.parse(input.infraredRange);
    }

    private SampleDepth depth() {
        if (output.depth != 8 && output.depth != 16) {
            throw UserError.usage("--depth " + output.depth + ": expected 8 or 16.");
        }
        return output.depth == 8 ? SampleDepth.BITS_8 : SampleDepth.BITS_16;
    }

    private void checkStandardOutput(FuseOutputs outputs, Set<SavedPicture> saved) {
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
    private void checkPictures(PairInputs inputs) {
        List<String> incomplete = inputs.incomplete();
        if (!input.strict) {
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
