// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.profile;

import io.github.psfusion.cli.console.ExitCode;
import io.github.psfusion.cli.console.ProgressDisplay;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.SizeOption;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.cli.methods.MethodNames;
import io.github.psfusion.cli.methods.MethodOpening;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.methods.BlockCost;
import io.github.psfusion.methods.FusionMethod;
import io.github.psfusion.methods.FusionMethods.Request;
import io.github.psfusion.methods.MethodContext;
import io.github.psfusion.methods.Precision;
import io.github.psfusion.networks.inference.NetworkProvider;
import io.github.psfusion.networks.inference.RemovablePart;
import io.github.psfusion.pipeline.FusionProfile;
import io.github.psfusion.pipeline.MethodOpener;
import io.github.psfusion.pipeline.ProfileReport;
import io.github.psfusion.pipeline.WeightsLocator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Where time and memory go. */
@Command(
        name = "profile",
        header = "where time and memory go",
        customSynopsis = "psfusion profile [--method NAME] [--size WxH] [OPTIONS]",
        description = {
            "Parameters, multiply-adds, time and memory, per block of the network, and the time of decoding, colors and"
                    + " encoding. A synthetic scene is fused again and again, from PNG files to a PNG file.%n",
            "Examples:",
            "  psfusion profile --precision int8",
            "  psfusion profile --static --size 1920x1080",
            "  psfusion profile --static --without psim",
            "  psfusion profile --method gtf --json%n",
            "What has no weights, such as an upsampling, counts to the block before it. Times are those of this machine"
                    + " now: let nothing else run.%n"
        },
        footer = "%nCommon options: psfusion --help.")
public final class ProfileCommand implements Callable<Integer> {
    private final Session session;

    @Option(
            names = {"-m", "--method"},
            paramLabel = "NAME",
            completionCandidates = MethodNames.class,
            description = "psfusion (default) or any that fuse --list-methods names, with options after the name")
    private String method = WeightsLocator.DEFAULT_METHOD;

    @Option(names = "--size", paramLabel = "WxH", description = "size of the images (default 640x480)")
    private SizeOption size = new SizeOption(640, 480);

    @Option(names = "--repeat", paramLabel = "N", description = "measured iterations (default 20)")
    private int repeat = 20;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            description = "iterations before them that are not measured (default 5)")
    private int warmUp = 5;

    @Option(names = "--static", description = "networks: only count, from the graph; needs no backend or weights")
    private boolean counting;

    @Option(
            names = "--without",
            paramLabel = "LIST",
            description =
                    "with --static: counts the network without these parts, as train --without trains it; of psfusion"
                            + " s2p2, sfp, psim, sdfm, psfm")
    private String without = RemovablePart.NONE;

    @Option(names = "--weights", paramLabel = "FILE", description = "weights (default: where fuse looks)")
    private @Nullable Path weights;

    @Option(
            names = "--precision",
            paramLabel = "P",
            description = "networks: auto (default), float32, bfloat16 or int8, as of fuse")
    private Precision precision = Precision.AUTO;

    /** Makes the command. */
    public ProfileCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        if (repeat < 1 || warmUp < 0) {
            throw UserError.usage("--repeat " + repeat + ", --warm-up " + warmUp
                    + ": expected at least 1 measured iteration and no fewer than 0 before.");
        }
        Request request = MethodOpening.parse(method);
        if (counting) {
            List<BlockCost> blocks = blocks(request);
            if (blocks.isEmpty()) {
                throw UserError.usage("--static: method " + method + " has no blocks to count. Leave the option out.");
            }
            session.console().result(report().text(blocks), report().facts(blocks));
            return ExitCode.OK;
        }
        if (!without.equals(RemovablePart.NONE)) {
            throw UserError.usage(
                    "--without " + without + " only counts: add --static. Weights that were trained so are"
                            + " measured as they are, with --weights.");
        }
        session.cancellation().cooperate();
        MethodContext context = MethodOpening.context(session).withPrecision(precision);
        if (weights != null) {
            context = context.withWeights(weights);
        }
        try (MethodOpener.Opened opened = MethodOpening.open(request, context, session);
                FusionProfile profile = new FusionProfile(
                        opened.method(),
                        size.width(),
                        size.height(),
                        DecodeLimits.defaults().withMaxPixels(session.common().maxPixels()))) {
            measure(profile);
            print(opened.method(), profile);
        }
        return ExitCode.OK;
    }

    private List<BlockCost> blocks(Request request) {
        if (!(request.provider() instanceof NetworkProvider network)) {
            if (!without.equals(RemovablePart.NONE)) {
                throw UserError.usage("--without " + without + ": method " + method + " is no network of parts.");
            }
            return request.provider().blocks(size.width(), size.height());
        }
        try {
            return network.blocks(size.width(), size.height(), network.parts(without));
        } catch (IllegalArgumentException e) {
            throw UserError.usage("--without " + without + ": " + e.getMessage());
        }
    }

    private void measure(FusionProfile profile) throws IOException {
        try (ProgressDisplay progress = session.console().progress("profile")) {
            for (int i = 0; i < warmUp + repeat; i++) {
                session.cancellation().check();
                progress.at(i, warmUp + repeat, i < warmUp ? "warm-up" : "measured");
                if (i < warmUp) {
                    profile.warmUp();
                } else {
                    profile.measure();
                }
            }
        }
    }

    private void print(FusionMethod opened, FusionProfile profile) {
        String used = opened.capabilities().precision().map(Precision::key).orElse("");
        ProfileReport.Run run = new ProfileReport.Run(method, used, repeat, warmUp);
        List<BlockCost> blocks = opened.blocks(size.width(), size.height());
        session.console().result(report().text(run, profile, blocks), report().facts(run, profile, blocks));
    }

    private ProfileReport report() {
        return new ProfileReport(
                size.toString(),
                session.console().verbosity().columns(),
                session.console().verbosity().outputAnsi());
    }
}
