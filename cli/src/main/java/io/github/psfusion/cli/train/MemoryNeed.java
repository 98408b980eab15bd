// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.train;

import io.github.psfusion.cli.console.Console;
import io.github.psfusion.platform.SystemMemory;
import io.github.psfusion.training.DataSettings;
import io.github.psfusion.training.StepEstimate;
import java.util.Locale;

/** Warns before a training that will not fit into memory: the system may end such a process without a word. */
final class MemoryNeed {
    private static final double GIGA = 1e9;

    private MemoryNeed() {}

    static void check(DataSettings settings, Console console) {
        long needed = StepEstimate.expectedBytes(settings);
        long present = SystemMemory.totalBytes();
        if (needed > present) {
            console.warn(String.format(
                    Locale.ROOT,
                    "a step with %d crops of %dx%d takes about %.1f GB, but there are only %.1f GB. Use smaller crops"
                            + " (--crop) or batches (--batch-size 2 --accumulate %d).",
                    settings.batchSize(),
                    settings.cropWidth(),
                    settings.cropHeight(),
                    needed / GIGA,
                    present / GIGA,
                    Math.max(1, settings.batchSize() / 2)));
        }
    }
}
