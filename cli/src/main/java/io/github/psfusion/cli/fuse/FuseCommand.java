// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.fuse;

import io.github.psfusion.cli.console.ExitCode;
import io.github.psfusion.cli.console.JsonMode;
import io.github.psfusion.cli.console.Outputs;
import io.github.psfusion.cli.console.ProgressDisplay;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.cli.methods.MethodOpening;
import io.github.psfusion.cli.pairs.OutcomeProgress;
import io.github.psfusion.cli.pairs.OutcomeReport;
import io.github.psfusion.cli.pairs.TemperatureOptions;
import io.github.psfusion.datasets.Shard;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.imaging.codec.ImageFormat;
import io.github.psfusion.methods.ExtraOutput;
import io.github.psfusion.methods.FusionMethod;
import io.github.psfusion.methods.FusionMethods.Request;
import io.github.psfusion.methods.MethodContext;
import io.github.psfusion.methods.MethodDescription;
import io.github.psfusion.pipeline.FileSink;
import io.github.psfusion.pipeline.FusionPipeline;
import io.github.psfusion.pipeline.MethodListing;
import io.github.psfusion.pipeline.MethodOpener;
import io.github.psfusion.pipeline.PairInputs;
import io.github.psfusion.pipeline.PairOutcome;
import io.github.psfusion.pipeline.PipelineException;
import io.github.psfusion.pipeline.PipelineSettings;
import io.github.psfusion.pipeline.ResultNaming;
import io.github.psfusion.pipeline.ResultSink;
import io.github.psfusion.pipeline.StreamSink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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
            "%nFuse one pair of registered images, or all pairs of two folders. With --align the images are registered"
                    + " first.%n",
            "Examples:",
            "  psfusion fuse --ir a_ir.png --vi a_vi.png -o a_fused.png",
            "  psfusion fuse --ir test/ir --vi test/vi -o results",
            "  psfusion fuse --pairs MSRS/test -o results/{name}_fused.png",
            "  psfusion fuse --pairs MSRS/test -o results/gtf --method gtf",
            "  psfusion fuse --ir FLIR0123.jpg -o fused.png --span 10..40C --save temperature",
            "  psfusion fuse --ir a.tiff --vi a.jpg -o - --format png > fused.png"
        },
        footer = "%nCommon options: psfusion --help.")
public final class FuseCommand implements Callable<Integer> {
    private static final String STANDARD_OUTPUT = "-";
    /** The setting of a method with the digest of its weights. */
    private static final String DIGEST = "weights-sha256";

    private final Session session;

    @Spec
    private CommandSpec spec = CommandSpec.create(); // replaced by picocli

    @ArgGroup(validate = false, heading = "%nInput:%n")
    private FuseInput input = new FuseInput();

    @ArgGroup(validate = false, heading = "%nTemperatures:%n")
    private TemperatureOptions temperatures = new TemperatureOptions();

    @ArgGroup(validate = false, heading = "%nMethod:%n")
    private MethodChoice choice = new MethodChoice();

    @ArgGroup(validate = false, heading = "%nOutput:%n")
    private OutputOptions output = new OutputOptions();

    /** Makes the command. */
    public FuseCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (choice.listed()) {
            MethodListing listing = new MethodListing(MethodOpening.weights(session));
            session.console().result(listing.text(session.console().verbosity().columns()), listing.facts());
            return ExitCode.OK;
        }
        long start = System.nanoTime();
        ParseResult given = spec.commandLine().getParseResult();
        Request request = choice.request(given);
        List<ExtraOutput> extra = output.extra(request);
        MethodContext context = choice.context(request, session, given);
        ResultNaming.Form form = output.form(MethodChoice.rounding(request, context));
        PipelineSettings settings = PipelineSettings.defaults()
                .withWindows(input.windows())
                .withInfrared(temperatures.options())
                .withAligner(input.aligner(request, extra))
                .withLimits(
                        DecodeLimits.defaults().withMaxPixels(session.common().maxPixels()))
                .withOutputs(output.outputs(extra))
                .withMemory(choice.memory(session));
        String place = output.place();
        PairInputs all = input.find();
        Shard shard = input.shard(all);
        PairInputs inputs = all.shard(shard);
        ResultSink sink = sink(place, all, form, extra);
        input.check(shard.isFirst() ? all : inputs, settings.limits(), session);
        session.cancellation().cooperate();
        try (FusionPipeline pipeline =
                        new FusionPipeline(all.pairs(), shard, sink, settings, session.cancellation()::requested);
                MethodOpener.Opened opened = MethodOpening.open(request, context, session)) {
            List<PairOutcome> outcomes = fuse(pipeline, opened.method());
            double seconds = (System.nanoTime() - start) * 1e-9;
            return new OutcomeReport(session, inputs, place, PairOutcome.State.FUSED, outcomes, seconds)
                    .print("", () -> facts(opened));
        }
    }

    private ResultSink sink(String place, PairInputs inputs, ResultNaming.Form form, List<ExtraOutput> extra)
            throws IOException {
        if (place.equals(STANDARD_OUTPUT)) {
            checkStandardOutput(inputs, extra);
            return new StreamSink(
                    session.console().bytes(),
                    form.options(form.format().orElse(ImageFormat.PNG), "-"),
                    output.metadata());
        }
        ResultNaming naming;
        try {
            naming = ResultNaming.of(place, inputs, form);
        } catch (PipelineException e) {
            throw e.reason() == PipelineException.Reason.REQUEST ? UserError.usage("-o " + e.getMessage()) : e;
        }
        FileSink sink = FileSink.of(
                naming,
                extra,
                output.overwrite() ? FileSink.Existing.REPLACE : FileSink.Existing.KEEP,
                output.metadata(),
                inputs);
        if (inputs.single()) {
            sink.files(inputs.pairs().get(0)).forEach(file -> Outputs.refuseExisting(file, output.overwrite()));
        }
        List<Path> read = Stream.of(
                        input.list(), choice.weights(), session.common().config())
                .flatMap(Optional::stream)
                .toList();
        inputs.pairs().forEach(pair -> sink.files(pair).forEach(file -> Outputs.refuseInput(file, read)));
        return sink;
    }

    private void checkStandardOutput(PairInputs inputs, List<ExtraOutput> extra) {
        if (!inputs.single()) {
            throw UserError.usage("-o - : standard output takes one image. Name a folder for several.");
        }
        if (!extra.isEmpty()) {
            throw UserError.usage("--save writes beside the result, but -o - is standard output. Name a file with -o.");
        }
        if (session.console().verbosity().json() != JsonMode.OFF) {
            throw UserError.usage("--json and -o - both write to standard output. Name a file with -o.");
        }
    }

    private List<PairOutcome> fuse(FusionPipeline pipeline, FusionMethod method) throws InterruptedException {
        try (ProgressDisplay progress = session.console().progress("fuse")) {
            return pipeline.run(method, new OutcomeProgress(session, progress, input.strict()));
        }
    }

    /** Returns what the JSON report states of the method. */
    private static Map<String, Object> facts(MethodOpener.Opened opened) {
        MethodDescription method = opened.method().description();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("method", method.key());
        json.put("settings", method.settings());
        opened.weights()
                .ifPresent(file -> json.put(
                        "weights",
                        Map.of(
                                "file",
                                file.toString(),
                                "sha256",
                                method.settings().getOrDefault(DIGEST, ""))));
        return json;
    }
}
