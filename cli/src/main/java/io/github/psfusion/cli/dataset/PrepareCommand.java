// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.dataset;

import io.github.psfusion.cli.console.Choices;
import io.github.psfusion.cli.console.ExitCode;
import io.github.psfusion.cli.console.ProgressDisplay;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.SizeOption;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.cli.pairs.NameOptions;
import io.github.psfusion.datasets.DatasetLayouts;
import io.github.psfusion.datasets.DatasetPreparation;
import io.github.psfusion.datasets.ImageRole;
import io.github.psfusion.datasets.PairFolders;
import io.github.psfusion.datasets.PreparationOptions;
import io.github.psfusion.datasets.RandomSplit;
import io.github.psfusion.datasets.Reshaping;
import io.github.psfusion.datasets.Split;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.pipeline.PairAligner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a data set ready for training. */
@Command(
        name = "prepare",
        header = "make a data set ready for training",
        customSynopsis = "psfusion dataset prepare DIR -o DIR [OPTIONS]",
        description = {
            "Make a data set ready for training: into the folders of MSRS, with the maps that are derived from labels"
                    + " and an index of all files. The source stays as it is; run again, what is there is kept.%n",
            "Examples:",
            "  psfusion dataset prepare own -o prepared --split 0.8,0.2",
            "  psfusion dataset prepare own -o prepared --align auto",
            "  psfusion dataset prepare LLVIP -o prepared --resize 640x512%n"
        },
        footer = "%nCommon options: psfusion --help.")
final class PrepareCommand implements Callable<Integer> {
    private static final Pattern CROP = Pattern.compile("(.+),([1-9]\\d{0,5})");
    private static final Pattern SPLIT = Pattern.compile("(\\d*\\.?\\d+),(\\d*\\.?\\d+)");

    private final Session session;

    @Parameters(paramLabel = "DIR", description = "the data set")
    private Path source = Path.of("");

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "DIR",
            description = "the folder of the result")
    private Path output = Path.of("");

    @Option(
            names = "--layout",
            paramLabel = "NAME",
            description = "msrs, tno, roadscene, m3fd, llvip, two-folders ... (default: recognized)")
    private @Nullable String layout;

    @Option(
            names = "--derive",
            paramLabel = "LIST",
            description = "binary, boundary, mask from the labels, or none (default all)")
    private String derive = "binary,boundary,mask";

    @Option(
            names = "--align",
            paramLabel = "A",
            description =
                    "register the infrared image of each pair onto the visible one, on which labels were drawn, and cut"
                            + " all to the part that both show: auto, RIG.json or off (default), as in fuse")
    private String align = "off";

    @Option(names = "--resize", paramLabel = "WxH", description = "bring every image to one size")
    private @Nullable SizeOption resize;

    @Option(names = "--crop", paramLabel = "WxH,STRIDE", description = "cut images into windows")
    private @Nullable String crop;

    @Option(
            names = "--split",
            paramLabel = "R,S",
            description = "shares of training and validation, by --seed; the rest is for test")
    private @Nullable String split;

    @Option(names = "--seed", paramLabel = "N", description = "divides the pairs (default 1)")
    private long seed = 1;

    @Option(names = "--link", description = "link instead of copy")
    private boolean link;

    @Mixin
    private NameOptions names = new NameOptions();

    PrepareCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        PreparationOptions options = options();
        Map<Split, PairFolders> splits = splits();
        DatasetPreparation.Result result;
        try (ProgressDisplay progress = session.console().progress("prepare")) {
            result = DatasetPreparation.prepare(source, splits, output, options, (done, total) -> {
                session.cancellation().check();
                progress.at(done, total, "");
            });
        }
        result.failures().forEach(finding -> session.console().fail(finding.toString()));
        result.leftOut()
                .forEach(file -> session.console()
                        .info(file + " has no partner, or a format that is not read, and is left out."));
        result.warnings().forEach(session.console()::warn);
        result.unexpected()
                .forEach(file ->
                        session.console().warn(file + " was not made by this preparation, but is in its folders."));
        session.console().outcome(result.text(output), result.facts(output));
        boolean partly = !result.failures().isEmpty() || !result.leftOut().isEmpty();
        return partly ? ExitCode.PARTLY : ExitCode.OK;
    }

    private Map<Split, PairFolders> splits() throws IOException {
        if (layout == null) {
            return names.naming().splits(source);
        }
        try {
            return names.naming().applyTo(DatasetLayouts.splits(source, DatasetLayouts.named(layout)));
        } catch (IllegalArgumentException e) {
            throw UserError.usage("--layout " + layout + ": " + e.getMessage() + ".");
        }
    }

    private PreparationOptions options() throws IOException {
        Optional<PairAligner> aligner = PairAligner.parse(align);
        try {
            PreparationOptions options = PreparationOptions.defaults()
                    .withDerived(derived())
                    .withReshaping(reshaping())
                    .withNaming(names.naming())
                    .withLimits(DecodeLimits.defaults()
                            .withMaxPixels(session.common().maxPixels()));
            if (aligner.isPresent()) {
                options = options.withAlignment(aligner.get());
            }
            if (split != null) {
                Matcher shares = matching("--split", split, SPLIT, "two shares such as 0.8,0.2");
                options = options.withRandomSplit(new RandomSplit(
                        Double.parseDouble(shares.group(1)), Double.parseDouble(shares.group(2)), seed));
            }
            return link ? options.withTransfer(PreparationOptions.Transfer.LINK) : options;
        } catch (IllegalArgumentException e) {
            throw UserError.usage(e.getMessage() + ".");
        }
    }

    private Set<ImageRole> derived() {
        Set<ImageRole> roles = EnumSet.noneOf(ImageRole.class);
        roles.addAll(Choices.of(ImageRole.class).convertList("--derive", derive));
        return roles;
    }

    private Reshaping reshaping() {
        if (resize != null && crop != null) {
            throw UserError.usage("--resize and --crop exclude each other; prepare twice, first with --resize.");
        }
        if (resize != null) {
            return new Reshaping.Resize(resize.width(), resize.height());
        }
        if (crop != null) {
            String form = "WxH,STRIDE such as 256x256,128";
            Matcher parts = matching("--crop", crop, CROP, form);
            SizeOption window = SizeOption.parse(parts.group(1));
            return new Reshaping.Crop(window.width(), window.height(), Integer.parseInt(parts.group(2)));
        }
        return new Reshaping.None();
    }

    private static Matcher matching(String option, String value, Pattern form, String expected) {
        Matcher matcher = form.matcher(value);
        if (!matcher.matches()) {
            throw UserError.usage(option + " " + value + ": expected " + expected + ".");
        }
        return matcher;
    }
}
