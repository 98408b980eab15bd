// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.pairs;

import io.github.psfusion.cli.console.Session;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.pipeline.PairInputs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The images of one pair, or folders of them. */
public class InputOptions extends SourceOptions {
    @Option(
            names = "--ir",
            order = FIRST,
            paramLabel = "PATH",
            description = "infrared image or folder; - is standard input")
    private @Nullable Path infrared;

    @Option(
            names = "--vi",
            order = FIRST,
            paramLabel = "PATH",
            description = "visible image or folder; - is standard input")
    private @Nullable Path visible;

    @Option(names = "--strict", description = "stop if any image lacks its partner or is unreadable")
    private boolean strict;

    /**
     * Finds the pairs.
     *
     * @throws UserError if options are missing or contradict each other
     */
    public final PairInputs find() throws IOException {
        return find(infrared, visible);
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
