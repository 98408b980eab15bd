// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.spark;

import io.github.psfusion.datasets.InfraredOptions;
import io.github.psfusion.datasets.LevelCounts;
import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.datasets.PairReader;
import io.github.psfusion.imaging.codec.DecodeLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.SparkFiles;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;

/**
 * Counts the levels of the images of a task, as far as the intensity windows depend on them. An image that cannot be read is left out;
 * fusing it gives the reason.
 *
 * @param shared what all tasks share
 */
record ChunkLevels(Broadcast<JobContext> shared) implements FlatMapFunction<Iterator<PairChunk>, byte[]> {
    private static final long serialVersionUID = 1L;

    @Override
    public Iterator<byte[]> call(Iterator<PairChunk> chunks) throws IOException {
        LevelCounts sum = LevelCounts.NONE;
        try (StagedPairs sources = new StagedPairs(shared.value(), Path.of(SparkFiles.getRootDirectory()))) {
            while (chunks.hasNext()) {
                for (PairFiles pair : sources.pairs(chunks.next())) {
                    TaskContext.get().killTaskIfInterrupted();
                    sum = sum.plus(counted(pair, sources));
                }
            }
        }
        return sum.isEmpty()
                ? List.<byte[]>of().iterator()
                : List.of(sum.toBytes()).iterator();
    }

    private LevelCounts counted(PairFiles pair, StagedPairs sources) throws IOException {
        try {
            var unused = sources.fetch(pair);
        } catch (IOException e) {
            return LevelCounts.NONE;
        }
        LevelCounts levels = PairReader.of(
                        List.of(pair),
                        shared.value().settings().windows(),
                        InfraredOptions.DEFAULTS,
                        DecodeLimits.defaults(),
                        () -> {})
                .levels();
        sources.release(pair);
        return levels;
    }

    /** Returns the counts of two tasks together. */
    static byte[] sum(byte[] one, byte[] other) throws IOException {
        return LevelCounts.parse(one).plus(LevelCounts.parse(other)).toBytes();
    }
}
