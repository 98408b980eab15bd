// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.fuse;

import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.cli.pairs.FileNames;
import io.github.psfusion.cli.pairs.PairInputs;
import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.imaging.BitDepth;
import io.github.psfusion.imaging.codec.ImageFormat;
import io.github.psfusion.imaging.codec.Rounding;
import io.github.psfusion.imaging.codec.WriteOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where results go and in which form: one file, files of a folder, a pattern with {@code {name}}, or standard output. */
final class FuseOutputs {
    private static final String NAME = "{name}";
    private static final String FORMATS = "png, jpeg, tiff or bmp";

    private final Function<PairFiles, Path> result;
    private final WriteOptions options;
    private final boolean standardOutput;
    private final String place;

    private FuseOutputs(Function<PairFiles, Path> result, WriteOptions options, boolean standardOutput, String place) {
        this.result = result;
        this.options = options;
        this.standardOutput = standardOutput;
        this.place = place;
    }

    /**
     * Decides where results go.
     *
     * @param output as given by the user
     * @param inputs the pairs, next to which nothing is written
     * @param format as given by the user
     * @throws UserError if the place or the format do not fit
     */
    static FuseOutputs of(
            String output, PairInputs inputs, @Nullable ImageFormat format, BitDepth depth, Rounding rounding)
            throws IOException {
        if (output.equals("-")) {
            if (!inputs.single()) {
                throw UserError.usage("-o - : standard output takes one image. Name a folder for several.");
            }
            WriteOptions options = options(format == null ? ImageFormat.PNG : format, depth, rounding);
            return new FuseOutputs(pair -> Path.of("-"), options, true, "standard output");
        }
        if (output.contains(NAME)) {
            WriteOptions options = options(named(Path.of(output), format), depth, rounding);
            FuseOutputs outputs =
                    new FuseOutputs(pair -> Path.of(output.replace(NAME, pair.name())), options, false, output);
            return outputs.outsideSources(inputs);
        }
        Path path = Path.of(output);
        if (inputs.single() && !Files.isDirectory(path) && !output.endsWith("/")) {
            return new FuseOutputs(pair -> path, options(named(path, format), depth, rounding), false, output)
                    .besideSources(inputs);
        }
        if (!Files.isDirectory(path)) {
            if (Files.exists(path)) {
                throw UserError.output(path + " is a file. Name a folder for the results.");
            }
            if (ImageFormat.ofName(path).isPresent()) {
                throw UserError.usage("-o " + path + " names one image, but there are "
                        + inputs.pairs().size() + " pairs. Name a folder, or a pattern such as out/" + NAME
                        + "_fused.png.");
            }
        }
        WriteOptions options = options(format == null ? ImageFormat.PNG : format, depth, rounding);
        String extension = "." + options.format().extensions().get(0);
        return new FuseOutputs(pair -> path.resolve(pair.name() + extension), options, false, output)
                .outsideSources(inputs);
    }

    private static ImageFormat named(Path file, @Nullable ImageFormat format) {
        if (format != null) {
            return format;
        }
        Optional<ImageFormat> ofName = ImageFormat.ofName(file);
        if (ofName.isEmpty() && FileNames.hasExtension(file)) {
            throw UserError.usage("-o " + file + ": images are written as " + FORMATS
                    + ". Choose another ending, or name the format with --format.");
        }
        return ofName.orElse(ImageFormat.PNG);
    }

    private static WriteOptions options(ImageFormat format, BitDepth depth, Rounding rounding) {
        try {
            return new WriteOptions(format, depth, rounding);
        } catch (IllegalArgumentException e) {
            throw UserError.usage("--depth " + depth.bits() + ": " + e.getMessage() + ". Use png or tiff.");
        }
    }

    /** Sources of many pairs and results of the same names in one folder could not be told apart any more. */
    private FuseOutputs outsideSources(PairInputs inputs) throws IOException {
        for (PairFiles pair : inputs.pairs()) {
            Path folder = result(pair).toAbsolutePath().getParent();
            if (folder != null && Files.exists(folder) && inputs.folders().contains(folder.toRealPath())) {
                throw UserError.output(
                        folder + " holds the source images; results are not written there. Name another folder.");
            }
        }
        return this;
    }

    private FuseOutputs besideSources(PairInputs inputs) throws IOException {
        for (PairFiles pair : inputs.pairs()) {
            Path file = result(pair);
            if (Files.exists(file)
                    && (Files.isSameFile(file, pair.infrared()) || Files.isSameFile(file, pair.visible()))) {
                throw UserError.output(file + " is a source image. Name another file with -o.");
            }
        }
        return this;
    }

    /** Returns where the fused image of a pair goes. */
    Path result(PairFiles pair) {
        return result.apply(pair);
    }

    /** Returns where another image of a pair goes: beside the fused one. */
    Path saved(PairFiles pair, ExtraOutput image) {
        Path file = result(pair);
        String extension = image.isMap() ? "png" : options.format().extensions().get(0);
        return file.resolveSibling(FileNames.withoutExtension(file) + image.suffix() + "." + extension);
    }

    /** Returns how images are written. */
    WriteOptions options() {
        return options;
    }

    /** Returns whether the one result goes to standard output. */
    boolean isStandardOutput() {
        return standardOutput;
    }

    /** Returns the place as the user named it. */
    String place() {
        return place;
    }
}
