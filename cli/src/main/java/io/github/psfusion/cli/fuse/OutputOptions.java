// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.fuse;

import io.github.psfusion.cli.console.Choices;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.imaging.BitDepth;
import io.github.psfusion.imaging.codec.ImageFormat;
import java.util.Set;
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
                    + " NAME_classes.png ... beside the result")
    private String save = "none";

    @Option(names = "--depth", paramLabel = "8|16", description = "bits of the result (default 8)")
    private int depth = 8;

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

    /** Returns the images that are written besides the fused one. */
    Set<ExtraOutput> saved() {
        return Choices.of(ExtraOutput.class).convertList("--save", save);
    }

    /** Returns the bits of the result. */
    BitDepth depth() {
        if (depth != 8 && depth != 16) {
            throw UserError.usage("--depth " + depth + ": expected 8 or 16.");
        }
        return depth == 8 ? BitDepth.BITS_8 : BitDepth.BITS_16;
    }

    /** Returns the format that was named. */
    @Nullable
    ImageFormat format() {
        return format;
    }

    /** Returns the colors of the fused image. */
    ColorMode color() {
        return color;
    }

    /** Returns whether existing results are replaced. */
    boolean overwrite() {
        return overwrite;
    }
}
