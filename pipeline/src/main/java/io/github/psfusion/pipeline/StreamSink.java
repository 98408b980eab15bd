// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline;

import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.imaging.codec.WriteOptions;
import io.github.psfusion.methods.FusionResult;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** Writes the fused image of one pair to a stream, which stays open. */
public final class StreamSink implements ResultSink {
    private final OutputStream stream;
    private final WriteOptions options;
    private final SourceMetadata metadata;

    /** Makes a sink of images that state the metadata of the visible ones. */
    public StreamSink(OutputStream stream, WriteOptions options) {
        this(stream, options, SourceMetadata.KEEP);
    }

    /** Makes a sink. */
    public StreamSink(OutputStream stream, WriteOptions options, SourceMetadata metadata) {
        this.stream = stream;
        this.options = options;
        this.metadata = metadata;
    }

    @Override
    public Path place(PairFiles pair) {
        return Path.of("-");
    }

    @Override
    public boolean isDone(PairFiles pair) {
        return false;
    }

    @Override
    public State write(PairFiles pair, FusionResult result) {
        byte[] bytes = metadata.encode(pair, result.image(), options);
        try {
            stream.write(bytes);
            stream.flush();
        } catch (IOException e) {
            throw OutputFiles.failure(Path.of("standard output"), e);
        }
        return State.WRITTEN;
    }
}
