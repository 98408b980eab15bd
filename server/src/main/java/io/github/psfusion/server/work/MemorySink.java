// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.server.work;

import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.methods.ExtraOutput;
import io.github.psfusion.methods.FusionResult;
import io.github.psfusion.pipeline.ResultEncoder;
import io.github.psfusion.pipeline.ResultSink;
import io.github.psfusion.pipeline.SourceMetadata;
import io.github.psfusion.pipeline.Temperatures;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps the encoded results of one pair. */
final class MemorySink implements ResultSink {
    private final FuseOptions options;
    private final Map<String, byte[]> extra = new LinkedHashMap<>();
    private byte[] image = new byte[0];

    MemorySink(FuseOptions options) {
        this.options = options;
    }

    /** Returns the file of the fused image; empty before it was written. */
    byte[] image() {
        return image;
    }

    /** Returns the files of the other outputs by their names. */
    Map<String, byte[]> extra() {
        return extra;
    }

    @Override
    public Path place(PairFiles pair) {
        return pair.infrared().resolveSibling("fused");
    }

    @Override
    public boolean isDone(PairFiles pair) {
        return false;
    }

    @Override
    public State write(PairFiles pair, FusionResult result) {
        if (options.extra().contains(Temperatures.OUTPUT)) {
            Temperatures.require(pair, result);
        }
        for (ExtraOutput output : options.extra()) {
            extra.put(output.name(), ResultEncoder.encode(output, result, options.form()));
        }
        image = SourceMetadata.KEEP.encode(pair, result.image(), options.form());
        return State.WRITTEN;
    }
}
