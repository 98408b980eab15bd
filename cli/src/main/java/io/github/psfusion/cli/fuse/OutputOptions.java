// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.fuse;

import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.imaging.BitDepth;
import io.github.psfusion.imaging.codec.ImageFormat;
import io.github.psfusion.imaging.codec.Rounding;
import io.github.psfusion.methods.ExtraOutput;
import io.github.psfusion.methods.FusionMethods.Request;
import io.github.psfusion.methods.OutputSet;
import io.github.psfusion.pipeline.ResultNaming;
import io.github.psfusion.pipeline.SourceMetadata;
import io.github.psfusion.pipeline.Temperatures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is written, where and how. */
final class OutputOptions {
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
            description = "ycbcr: colors of the visible image (default when it has any), gray")
    private ColorMode color = ColorMode.YCBCR;

    @Option(
            names = "--save",
            paramLabel = "LIST",
            description = "also classes, binary, boundary, infrared, visible (the network's other outputs), as"
                    + " NAME_classes.png ... beside the result, and temperature (degrees Celsius of the sensor's"
                    + " pixels, as NAME_temperature.tiff)")
    private String save = "none";

    @Option(names = "--depth", paramLabel = "8|16", description = "bits of the result (default 8)")
    private int depth = 8;

    @Option(
            names = "--strip",
            description = "leave out EXIF data with the place (GPS), color profile, resolution and GeoTIFF tags of the"
                    + " visible image, which the result has by default")
    private boolean strip;

    @Option(names = "--overwrite", description = "replace existing results")
    private boolean overwrite;

    /**
     * Returns the place as the user named it.
     *
     * @throws UserError if none was named
     */
    String place() {
        if (output == null) {
            throw UserError.usage("missing: --output PATH.");
        }
        return output;
    }

    /**
     * Returns the outputs that are written besides the fused image.
     *
     * @throws UserError if one is not known
     */
    List<ExtraOutput> extra(Request request) {
        List<String> names = Stream.of(save.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.equals("none"))
                .distinct()
                .toList();
        List<ExtraOutput> known = new ArrayList<>(request.provider().extraOutputs());
        known.add(Temperatures.OUTPUT);
        List<String> knownNames = known.stream().map(ExtraOutput::name).toList();
        for (String name : names) {
            if (!knownNames.contains(name)) {
                throw UserError.usage(
                        "--save " + save + ": expected " + String.join(", ", knownNames) + ", not " + name + ".");
            }
        }
        return known.stream().filter(output -> names.contains(output.name())).toList();
    }

    /**
     * Returns how samples become a file.
     *
     * @throws UserError if the depth is not possible
     */
    ResultNaming.Form form(Rounding rounding) {
        if (depth != 8 && depth != 16) {
            throw UserError.usage("--depth " + depth + ": expected 8 or 16.");
        }
        BitDepth bits = depth == 8 ? BitDepth.BITS_8 : BitDepth.BITS_16;
        return new ResultNaming.Form(Optional.ofNullable(format), bits, rounding);
    }

    /** Returns what is made of each pair. */
    OutputSet outputs(List<ExtraOutput> extra) {
        OutputSet fused = color == ColorMode.GRAY ? OutputSet.LUMINANCE : OutputSet.IMAGE;
        return fused.withExtra(extra.stream()
                .filter(made -> !made.equals(Temperatures.OUTPUT))
                .map(ExtraOutput::name)
                .collect(Collectors.toSet()));
    }

    /** Returns what becomes of the metadata of visible images. */
    SourceMetadata metadata() {
        return strip ? SourceMetadata.STRIP : SourceMetadata.KEEP;
    }

    /** Returns whether existing results are replaced. */
    boolean overwrite() {
        return overwrite;
    }
}
