// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.pairs;

import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.imaging.PairWindows;
import io.github.psfusion.pipeline.PairInputs;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The pairs of commands that measure: always folders. */
public final class PairOptions {
    @Option(names = "--ir", paramLabel = "DIR", description = "folder of the infrared images")
    private @Nullable Path infrared;

    @Option(names = "--vi", paramLabel = "DIR", description = "folder of the visible images")
    private @Nullable Path visible;

    @Option(
            names = "--pairs",
            paramLabel = "DIR",
            description =
                    "instead of both: a folder with a known layout (see dataset check), or with the folders ir and"
                            + " vi")
    private @Nullable Path pairs;

    @Option(names = "--list", paramLabel = "FILE", description = "only these names, in this order")
    private @Nullable Path list;

    @Option(
            names = "--ir-range",
            paramLabel = "R",
            description =
                    "levels of 16-bit infrared that become black and white, as in fuse: auto (default), min-max, LO,HI"
                            + " or percentiles:P,Q")
    private String infraredRange = "auto";

    @Option(
            names = "--vi-range",
            paramLabel = "R",
            description = "levels of visible images that become black and white, as in fuse: full (default), auto,"
                    + " min-max, LO,HI or percentiles:P,Q")
    private String visibleRange = "full";

    /** Returns whether any pairs were named. */
    public boolean named() {
        return infrared != null || visible != null || pairs != null;
    }

    /** Returns the file with the wanted names. */
    public @Nullable Path list() {
        return list;
    }

    /**
     * Finds the pairs.
     *
     * @throws UserError if options are missing, contradict each other, or name files
     */
    public PairInputs find() throws IOException {
        PairInputs inputs = PairArguments.find(infrared, visible, pairs, list);
        if (inputs.single()) {
            throw UserError.usage("--ir " + infrared + " is a file. Name the two folders of the images; --list chooses"
                    + " some of them.");
        }
        return inputs;
    }

    /** Returns the levels of infrared and of visible images that become black and white. */
    public PairWindows windows() {
        return PairArguments.windows(infraredRange, visibleRange);
    }
}
