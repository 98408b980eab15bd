// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.fuse;

import io.github.psfusion.cli.pairs.InfraredRanges;
import io.github.psfusion.cli.pairs.PairInputs;
import io.github.psfusion.imaging.InfraredRange;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which pictures are fused. */
final class InputOptions {
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

    /** Finds the pairs. */
    PairInputs find() throws IOException {
        return PairInputs.of(infrared, visible, pairs, list);
    }

    /** Returns the levels of infrared pictures that are black and white. */
    InfraredRange range() {
        return InfraredRanges.parse(infraredRange);
    }

    /** Returns whether one bad picture is a reason to do nothing. */
    boolean strict() {
        return strict;
    }
}
