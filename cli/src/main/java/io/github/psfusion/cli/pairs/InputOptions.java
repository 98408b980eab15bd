// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.pairs;

import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.imaging.PairWindows;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.pipeline.PairInputs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The images of one pair, or folders of them. */
public class InputOptions {
    @Option(names = "--ir", paramLabel = "PATH", description = "infrared image or folder")
    private @Nullable Path infrared;

    @Option(names = "--vi", paramLabel = "PATH", description = "visible image or folder")
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
            description = "levels of infrared that become black and white: auto (default: for 16 bit the 0.1 and 99.9"
                    + " percentiles over ALL images of the batch, so that nothing jumps; 8 bit as it is),"
                    + " min-max, percentiles:P,Q (both also over all images), or LO,HI")
    private String infraredRange = "auto";

    @Option(
            names = "--vi-range",
            paramLabel = "R",
            description = "levels of visible images that become black and white: full (default: as they are), auto,"
                    + " min-max, percentiles:P,Q or LO,HI as for --ir-range; for 10 to 14 bits stored in 16")
    private String visibleRange = "full";

    @Option(names = "--strict", description = "stop if any image lacks its partner or is unreadable")
    private boolean strict;

    /** Finds the pairs. */
    public final PairInputs find() throws IOException {
        return PairArguments.find(infrared, visible, pairs, list);
    }

    /** Returns the file with the names of the wanted pairs, if one was named. */
    public final Optional<Path> list() {
        return Optional.ofNullable(list);
    }

    /** Returns the levels of infrared and of visible images that become black and white. */
    public final PairWindows windows() {
        return PairArguments.windows(infraredRange, visibleRange);
    }

    /** Returns whether one bad image is a reason to do nothing. */
    public final boolean strict() {
        return strict;
    }

    /**
     * Reports images without a partner; with {@code --strict} reads all headers before anything is done.
     *
     * @throws UserError with {@code --strict}, if a pair is not complete and readable
     */
    public final void check(PairInputs inputs, DecodeLimits limits, Session session) {
        List<String> incomplete = inputs.incomplete();
        if (!strict) {
            incomplete.forEach(session.console()::info);
            return;
        }
        List<String> problems = new ArrayList<>(incomplete);
        problems.addAll(inputs.unreadable(limits));
        if (!problems.isEmpty()) {
            throw UserError.input(String.join("\n", problems) + "\nNothing was done, because of --strict.");
        }
    }
}
