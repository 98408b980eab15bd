// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.spark;

import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.imaging.codec.WriteOptions;
import io.github.psfusion.methods.FusionResult;
import io.github.psfusion.pipeline.ResultSink;
import io.github.psfusion.pipeline.SourceMetadata;
import io.github.psfusion.platform.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Writes results into the folder of the job. A result that cannot be written is no fault of its pair: it ends the task. */
final class StoreSink implements ResultSink {
    private final JobSettings settings;
    private final ImageStore output;
    private final StagedPairs sources;
    private final WriteOptions options;
    private final long attempt;
    private final Map<String, String> digests = new ConcurrentHashMap<>();

    /** @param attempt the number of the task's attempt, which no other has */
    StoreSink(JobSettings settings, ImageStore output, StagedPairs sources, WriteOptions options, long attempt) {
        this.settings = settings;
        this.output = output;
        this.sources = sources;
        this.options = options;
        this.attempt = attempt;
    }

    @Override
    public Path place(PairFiles pair) {
        return Path.of(settings.resultName(pair.name()));
    }

    /** What exists was left out by the driver; what a lost attempt of this task wrote is written again. */
    @Override
    public boolean isDone(PairFiles pair) {
        return false;
    }

    @Override
    public State write(PairFiles pair, FusionResult result) throws IOException {
        byte[] bytes = SourceMetadata.KEEP.encode(pair, result.image(), options);
        sources.release(pair);
        try {
            output.write(settings.resultName(pair.name()), bytes, attempt);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    output.uri(settings.resultName(pair.name())) + ": the result cannot be written", e);
        }
        digests.put(pair.name(), Sha256.of(bytes));
        return State.WRITTEN;
    }

    /** Returns the SHA-256 of the result of a pair; empty if it has none. */
    String sha256(PairFiles pair) {
        return digests.getOrDefault(pair.name(), "");
    }
}
