// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.pairs;

import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.pipeline.PairInputs;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The pairs of commands that measure: always folders. */
public final class PairOptions extends SourceOptions {
    @Option(names = "--ir", order = FIRST, paramLabel = "DIR", description = "folder of the infrared images")
    private @Nullable Path infrared;

    @Option(names = "--vi", order = FIRST, paramLabel = "DIR", description = "folder of the visible images")
    private @Nullable Path visible;

    /** Returns whether any pairs were named. */
    public boolean named() {
        return infrared != null || visible != null || hasRoot();
    }

    /**
     * Finds the pairs.
     *
     * @throws UserError if options are missing, contradict each other, or name files
     */
    public PairInputs find() throws IOException {
        PairInputs inputs = find(infrared, visible);
        if (inputs.single()) {
            throw UserError.usage("--ir " + infrared + " is a file. Name the two folders of the images; --list chooses"
                    + " some of them.");
        }
        return inputs;
    }
}
