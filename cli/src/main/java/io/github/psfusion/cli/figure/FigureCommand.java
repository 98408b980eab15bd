// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.figure;

import io.github.psfusion.cli.console.ExitCode;
import io.github.psfusion.cli.console.OptionValues;
import io.github.psfusion.cli.console.Outputs;
import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.cli.pairs.PairOptions;
import io.github.psfusion.cli.scores.Scoring;
import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.evaluation.Entry;
import io.github.psfusion.evaluation.FusedFolders;
import io.github.psfusion.evaluation.figure.FigureFile;
import io.github.psfusion.evaluation.figure.FigureImages;
import io.github.psfusion.evaluation.figure.ImageGrid;
import io.github.psfusion.evaluation.figure.ZoomBoxes;
import io.github.psfusion.pipeline.PairInputs;
import io.github.psfusion.platform.Counted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts source images and fused images of some pairs side by side. */
@Command(
        name = "figure",
        header = "put images side by side, for a paper",
        customSynopsis = "psfusion figure --ir DIR --vi DIR --fused DIR --rows LIST -o FILE ...",
        description = {
            "%nPut the infrared, the visible and the fused images of some pairs side by side, a row per pair, with enlarged"
                    + " parts below each image, and write them as PDF, SVG or PNG, or as a LaTeX figure with a PDF per image.%n",
            "Examples:",
            "  psfusion figure --ir ir --vi vi --fused results --rows 01,17 -o figure.pdf",
            "  psfusion figure --ir ir --vi vi --fused results --rows 01,17 \\",
            "      --zoom 01:120,80,60,45 --zoom 17:300,210,60,45 -o figure.tex",
            "  psfusion figure --ir ir --vi vi --fused a,b --rows 01 --dpi 600 -o figure.png"
        },
        footer = "%nCommon options: psfusion --help.")
public final class FigureCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(arity = "0..*", paramLabel = "DIR", hidden = true, description = "further folders of --fused")
    private List<Path> further = List.of();

    @ArgGroup(validate = false, heading = "%nImages:%n")
    private PairOptions pairs = new PairOptions();

    @ArgGroup(validate = false, heading = "%nFigure:%n")
    private FigureOptions figure = new FigureOptions();

    /** What the figure shows, and how large. */
    private static final class FigureOptions {
        @Option(
                names = "--fused",
                paramLabel = "DIR",
                split = OptionValues.LINES,
                description =
                        "fused images; the folder's name is the title of their column. Several: results/*, a,b, or a"
                                + " folder of such folders. May be repeated; columns have this order")
        private List<Path> folders = List.of();

        @Option(
                names = "--rows",
                paramLabel = "LIST",
                split = ",",
                description = "names of pairs, in the order of rows")
        private List<String> rows = List.of();

        @Option(
                names = "--zoom",
                paramLabel = "BOX",
                split = OptionValues.LINES,
                description =
                        "part to enlarge: X,Y,W,H in pixels of all rows, PAIR:X,Y,W,H of one. May be repeated; several"
                                + " of one pair: PAIR:X,Y,W,H;X,Y,W,H")
        private List<String> zooms = List.of();

        @Option(names = "--width", paramLabel = "MM", description = "width of the figure (default 180 mm: a page)")
        private double width = FigureFile.DEFAULT_WIDTH;

        @Option(names = "--dpi", paramLabel = "N", description = "pixels per inch of a PNG (default 300)")
        private int dpi = FigureFile.DEFAULT_DPI;

        @Option(
                names = {"-o", "--output"},
                paramLabel = "FILE",
                description = "FILE.pdf, .svg or .png; FILE.tex with a folder of this name for the images")
        private @Nullable Path file;

        @Option(names = "--overwrite", description = "replace an existing figure")
        private boolean overwrite;
    }

    /** Makes the command. */
    public FigureCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        if (figure.file == null) {
            throw UserError.usage("missing: --output FILE, such as figure.pdf.");
        }
        return write(figure.file);
    }

    private int write(Path file) throws IOException {
        if (figure.rows.isEmpty()) {
            throw UserError.usage("missing: --rows LIST, the names of the pairs that the figure shows.");
        }
        PairInputs inputs = pairs.find();
        List<Entry> methods = methods(inputs);
        FigureFile style = checked(() -> {
            FigureFile chosen = new FigureFile(figure.width, figure.dpi);
            chosen.check(file, methods.size() + 2); // and two source images
            return chosen;
        });
        ZoomBoxes zooms = checked(() -> ZoomBoxes.parse(figure.zooms));
        refuse(file, inputs);
        List<PairFiles> all = inputs.pairs();
        ImageGrid grid = new FigureImages(all, pairs.windows(), Scoring.limits(session), methods)
                .read(figure.rows.stream().map(String::strip).toList(), zooms);
        Outputs.write(file, () -> write(style, grid, file));
        session.console()
                .info("wrote " + file + ": " + Counted.of(grid.rows().size(), "row") + " of "
                        + Counted.of(grid.columns().size(), "image"));
        return ExitCode.OK;
    }

    private static void write(FigureFile style, ImageGrid grid, Path file) throws IOException {
        try {
            style.write(grid, file);
        } catch (IllegalArgumentException e) {
            throw UserError.usage(e.getMessage() + ".");
        }
    }

    /** Something of which the options may be wrong. */
    private interface Making<T> {
        T make();
    }

    private static <T> T checked(Making<T> making) {
        try {
            return making.make();
        } catch (IllegalArgumentException e) {
            throw UserError.usage(e.getMessage() + ".");
        }
    }

    private List<Entry> methods(PairInputs inputs) throws IOException {
        Set<Path> named = new LinkedHashSet<>(figure.folders);
        named.addAll(further); // a shell makes several arguments of results/*
        if (named.isEmpty()) {
            return List.of();
        }
        return Scoring.entries(FusedFolders.expand(List.copyOf(named), inputs.folders()), List.of());
    }

    private void refuse(Path file, PairInputs inputs) {
        Outputs.refuseInput(file, inputs.files());
        Outputs.refuseExisting(file, figure.overwrite);
        boolean latex =
                FigureFile.Format.of(file).filter(FigureFile.Format.TEX::equals).isPresent();
        Path parts = latex ? FigureFile.partsOf(file) : file;
        if (latex && !figure.overwrite && Files.exists(parts)) {
            throw UserError.output(parts + " exists. Replace the images in it with --overwrite, or name another file.");
        }
    }
}
