// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.training;

import io.github.psfusion.platform.SystemMemory;
import java.util.Locale;
import java.util.Optional;

/** Warns before a training that does not fit into memory: the system may end such a process without a message. */
public final class MemoryWarning {
    private static final double GIGA = 1e9;

    private MemoryWarning() {}

    /**
     * Returns a warning.
     *
     * @param expectedBytes the memory that a step needs, see {@link TrainingTask#expectedBytes}
     * @return empty if the memory of the machine suffices
     */
    public static Optional<String> of(DataSettings settings, long expectedBytes) {
        long present = SystemMemory.totalBytes();
        return expectedBytes <= present
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "a step with %d crops of %dx%d takes about %.1f GB, but there are only %.1f GB. Use smaller crops"
                                + " (--crop) or batches (--batch-size 2 --grad-accumulation %d).",
                        settings.batchSize(),
                        settings.cropWidth(),
                        settings.cropHeight(),
                        expectedBytes / GIGA,
                        present / GIGA,
                        Math.max(1, settings.batchSize() / 2)));
    }
}
