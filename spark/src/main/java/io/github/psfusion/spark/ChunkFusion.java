// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.spark;

import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.methods.MethodOptionException;
import io.github.psfusion.pipeline.FusionListener;
import io.github.psfusion.pipeline.FusionPipeline;
import io.github.psfusion.pipeline.PairOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.apache.spark.SparkFiles;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;

/**
 * The work of a task: fuses its pairs with the shared method of its JVM, as {@code fuse} does, and returns a row for each.
 *
 * @param shared what all tasks share
 * @param failures counts pairs that failed
 * @param run when the run began
 */
record ChunkFusion(Broadcast<JobContext> shared, FailureCount failures, String run)
        implements FlatMapFunction<Iterator<PairChunk>, Row> {
    private static final long serialVersionUID = 1L;

    @Override
    public Iterator<Row> call(Iterator<PairChunk> chunks)
            throws IOException, InterruptedException, MethodOptionException {
        TaskContext task = TaskContext.get();
        JobContext job = shared.value();
        SharedMethod method = SharedMethod.of(job.settings().method(), SparkFiles::get);
        List<Row> rows = new ArrayList<>();
        try (StagedPairs sources = new StagedPairs(job, Path.of(SparkFiles.getRootDirectory()))) {
            StoreSink sink = new StoreSink(
                    job.settings(),
                    job.store(job.settings().output()),
                    sources,
                    job.settings().writeOptions(),
                    task.taskAttemptId());
            while (chunks.hasNext()) {
                fuse(chunks.next(), sources, sink, method, rows);
            }
        } catch (CancellationException e) {
            task.killTaskIfInterrupted();
            throw e;
        }
        return rows.iterator();
    }

    private void fuse(PairChunk chunk, StagedPairs sources, StoreSink sink, SharedMethod method, List<Row> rows)
            throws InterruptedException {
        TaskContext task = TaskContext.get();
        List<PairFiles> pairs = sources.pairs(chunk);
        try (FusionPipeline pipeline = new FusionPipeline(
                pairs, sources, sink, shared.value().settings().pipeline(), task::isInterrupted)) {
            for (PairOutcome outcome : method.run(open -> pipeline.run(open, FusionListener.NONE))) {
                String message = sources.addressed(ResultTable.message(outcome));
                rows.add(ResultTable.row(run, outcome, sink.sha256(outcome.pair()), message, method));
                if (outcome.state() == PairOutcome.State.FAILED) {
                    failures.add(outcome.pair().name() + ": " + message);
                } else {
                    failures.addDone();
                }
            }
        }
    }
}
