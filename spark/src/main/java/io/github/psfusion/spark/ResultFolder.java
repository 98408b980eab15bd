// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.spark;

import io.github.psfusion.pipeline.PipelineException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The folder of results and what it records of them: the settings with which all of them were made, and the counts of levels on which
 * their intensity windows rest. Both are written before the first result.
 */
final class ResultFolder {
    /** The file with the settings. */
    static final String SETTINGS = "_settings.txt";
    /** The file with the counts of levels. */
    static final String LEVELS = "_levels.bin";

    private static final long ONLY_WRITER = 0;

    private final ImageStore store;
    private final JobSettings settings;

    ResultFolder(ImageStore store, JobSettings settings) {
        this.store = store;
        this.settings = settings;
    }

    /**
     * Returns whether the folder may hold results of these settings.
     *
     * @throws PipelineException if it holds results of other settings, naming what differs
     */
    boolean isContinued() throws IOException {
        Optional<byte[]> recorded = store.exists() ? store.read(SETTINGS) : Optional.empty();
        if (recorded.isEmpty()) {
            return false;
        }
        List<String> former =
                new String(recorded.get(), StandardCharsets.UTF_8).lines().toList();
        List<String> wanted = settings.lines();
        if (!former.equals(wanted)) {
            List<String> before =
                    former.stream().filter(line -> !wanted.contains(line)).toList();
            List<String> now =
                    wanted.stream().filter(line -> !former.contains(line)).toList();
            throw new PipelineException(
                    PipelineException.Reason.OUTPUT,
                    store.uri() + " holds results of other settings:\n  before: " + String.join(", ", before)
                            + "\n  now:    " + String.join(", ", now)
                            + "\nName another folder, or make all results anew with --overwrite.");
        }
        return true;
    }

    /** Makes the folder and records the settings. */
    void record() throws IOException {
        store.make();
        store.write(
                SETTINGS, (String.join("\n", settings.lines()) + "\n").getBytes(StandardCharsets.UTF_8), ONLY_WRITER);
    }

    /** Returns the recorded counts of levels, if there are any. */
    Optional<byte[]> levels() throws IOException {
        return store.read(LEVELS);
    }

    /** Records counts of levels. */
    void recordLevels(byte[] levels) throws IOException {
        store.write(LEVELS, levels, ONLY_WRITER);
    }
}
