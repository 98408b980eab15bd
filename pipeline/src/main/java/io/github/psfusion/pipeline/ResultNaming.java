// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline;

import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.imaging.BitDepth;
import io.github.psfusion.imaging.codec.ImageFormat;
import io.github.psfusion.imaging.codec.Rounding;
import io.github.psfusion.imaging.codec.WriteOptions;
import io.github.psfusion.methods.ExtraOutput;
import io.github.psfusion.platform.Counted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** The files of the results and their form: one file, files of a folder, or a pattern with {@code {name}}. */
public final class ResultNaming {
    private static final String NAME = "{name}";
    private static final String FORMATS = "png, jpeg, tiff or bmp";

    private final Function<PairFiles, Path> result;
    private final WriteOptions options;
    private final String place;

    private ResultNaming(Function<PairFiles, Path> result, WriteOptions options, String place) {
        this.result = result;
        this.options = options;
        this.place = place;
    }

    /**
     * How samples become a file.
     *
     * @param format empty where the name decides, or PNG where it has no ending
     */
    public record Form(Optional<ImageFormat> format, BitDepth depth, Rounding rounding) {
        /**
         * Returns the options for a format.
         *
         * @param place where the result goes, for the message
         * @throws PipelineException if the format has not this depth
         */
        public WriteOptions options(ImageFormat chosen, String place) {
            try {
                return new WriteOptions(chosen, depth, rounding);
            } catch (IllegalArgumentException e) {
                throw new PipelineException(
                        PipelineException.Reason.REQUEST, place + ": " + e.getMessage() + ". Use png or tiff.", e);
            }
        }
    }

    /**
     * Decides where results go.
     *
     * @param output a file for a single pair, a folder, or a pattern such as {@code out/{name}_fused.png}
     * @param inputs the pairs, next to which nothing is written
     * @throws PipelineException if the place or the format do not fit
     */
    public static ResultNaming of(String output, PairInputs inputs, Form form) throws IOException {
        if (output.contains(NAME)) {
            WriteOptions options = form.options(named(Path.of(output), form), output);
            return new ResultNaming(pair -> Path.of(output.replace(NAME, pair.name())), options, output)
                    .outsideSources(inputs);
        }
        Path path = Path.of(output);
        if (inputs.single() && !Files.isDirectory(path) && !output.endsWith("/")) {
            return new ResultNaming(pair -> path, form.options(named(path, form), output), output)
                    .besideSources(inputs);
        }
        if (!Files.isDirectory(path)) {
            requireFolderName(path, inputs);
        }
        WriteOptions options = form.options(form.format().orElse(ImageFormat.PNG), output);
        String extension = "." + options.format().extensions().get(0);
        return new ResultNaming(pair -> path.resolve(pair.name() + extension), options, output).outsideSources(inputs);
    }

    private static void requireFolderName(Path path, PairInputs inputs) {
        if (Files.exists(path)) {
            throw new PipelineException(
                    PipelineException.Reason.OUTPUT, path + " is a file. Name a folder for the results.");
        }
        if (ImageFormat.ofName(path).isPresent()) {
            throw new PipelineException(
                    PipelineException.Reason.REQUEST,
                    path + " names one image, but there is a folder of "
                            + Counted.of(inputs.pairs().size(), "pair") + ". Name a folder, or a pattern such as out/"
                            + NAME + "_fused.png.");
        }
    }

    private static ImageFormat named(Path file, Form form) {
        if (form.format().isPresent()) {
            return form.format().get();
        }
        Optional<ImageFormat> ofName = ImageFormat.ofName(file);
        if (ofName.isEmpty() && FileNames.hasExtension(file)) {
            throw new PipelineException(
                    PipelineException.Reason.REQUEST,
                    file + ": images are written as " + FORMATS + ". Choose another ending, or name the format.");
        }
        return ofName.orElse(ImageFormat.PNG);
    }

    /** In one folder sources and results of the same names could not be distinguished. */
    private ResultNaming outsideSources(PairInputs inputs) throws IOException {
        for (PairFiles pair : inputs.pairs()) {
            Path folder = result(pair).toAbsolutePath().getParent();
            if (folder != null && Files.exists(folder) && inputs.folders().contains(folder.toRealPath())) {
                throw new PipelineException(
                        PipelineException.Reason.OUTPUT,
                        folder + " holds the source images; results are not written there. Name another folder.");
            }
        }
        return this;
    }

    private ResultNaming besideSources(PairInputs inputs) throws IOException {
        for (PairFiles pair : inputs.pairs()) {
            Path file = result(pair);
            if (Files.exists(file)
                    && (Files.isSameFile(file, pair.infrared()) || Files.isSameFile(file, pair.visible()))) {
                throw new PipelineException(
                        PipelineException.Reason.OUTPUT, file + " is a source image. Name another file.");
            }
        }
        return this;
    }

    /** Returns the file of a pair's fused image. */
    public Path result(PairFiles pair) {
        return result.apply(pair);
    }

    /** Returns the file of another output of a pair: beside the fused image, with the name of the output appended. */
    public Path extra(PairFiles pair, ExtraOutput output) {
        Path file = result(pair);
        ImageFormat format = switch (output.kind()) {
            case IMAGE -> options.format();
            case VALUES -> ImageFormat.TIFF;
            case CLASSES, MASK -> ImageFormat.PNG;
        };
        String extension = format.extensions().get(0);
        return file.resolveSibling(FileNames.withoutExtension(file) + "_" + output.name() + "." + extension);
    }

    /** Returns how images are written. */
    public WriteOptions options() {
        return options;
    }

    /** Returns the place as it was named. */
    public String place() {
        return place;
    }
}
