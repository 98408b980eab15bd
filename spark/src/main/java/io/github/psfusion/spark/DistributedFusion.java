// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.spark;

import io.github.psfusion.datasets.LevelCounts;
import io.github.psfusion.pipeline.PipelineException;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/**
 * The driver's part: lists and pairs names, leaves out what has a result, and gives the rest to the executors. One action computes and
 * records everything; no image and no weight passes through the driver.
 */
final class DistributedFusion {
    private static final System.Logger LOG = System.getLogger(DistributedFusion.class.getName());
    private static final String GROUP = "psfusion";

    private final SparkSession spark;
    private final JavaSparkContext context;
    private final JobSettings settings;
    private final Options options;

    /**
     * How a job runs; results do not depend on it.
     *
     * @param overwrite whether results that exist are made anew
     * @param maxFailures how many pairs may fail before the job ends
     * @param table form of the table
     */
    record Options(boolean overwrite, long maxFailures, ResultTable.Format table) {}

    DistributedFusion(SparkSession spark, JobSettings settings, Options options) {
        this.spark = spark;
        this.context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        this.settings = settings;
        this.options = options;
    }

    /**
     * Runs the job.
     *
     * @throws PipelineException if the folder holds results of other settings, or of unknown ones
     * @throws IOException if a folder cannot be read or written, or there is no pair
     */
    FuseSummary run() throws IOException {
        var hadoop = context.hadoopConfiguration();
        ImageStore output = ImageStore.of(settings.output(), hadoop);
        ResultFolder folder = new ResultFolder(output, settings);
        boolean continued = !options.overwrite() && folder.isContinued();
        PendingPairs pairs = PendingPairs.between(
                ImageStore.of(settings.infrared(), hadoop), ImageStore.of(settings.visible(), hadoop));
        if (!options.overwrite() && output.exists()) {
            pairs.markDone(output, settings);
            if (!continued && pairs.doneCount() > 0) {
                throw new PipelineException(
                        PipelineException.Reason.OUTPUT,
                        output.uri() + " holds images of " + pairs.doneCount() + " of the pairs, but no "
                                + ResultFolder.SETTINGS
                                + " that states how they were made. Name another folder, or make"
                                + " them anew with --overwrite.");
            }
        }
        FailureCount count = new FailureCount(spark.sparkContext());
        List<PairChunk> chunks = pairs.missing(context.defaultParallelism());
        boolean stopped = false;
        if (!chunks.isEmpty()) {
            folder.record();
            byte[] levels = levels(folder, continued, pairs);
            LOG.log(
                    System.Logger.Level.INFO,
                    () -> pairs.size() - pairs.doneCount() + " pairs in " + chunks.size() + " tasks");
            stopped = fuse(chunks, levels, count);
            output.sweep();
        }
        return new FuseSummary(
                pairs.size(),
                pairs.doneCount(),
                count.done(),
                count.failed(),
                count.reasons(),
                pairs.leftOut(),
                pairs.isIncomplete(),
                stopped,
                output.uri());
    }

    /** Counts the levels of all images, unless the results that exist were made with counts, which then hold on. */
    private byte[] levels(ResultFolder folder, boolean continued, PendingPairs pairs) throws IOException {
        Optional<byte[]> recorded = continued ? folder.levels() : Optional.empty();
        if (recorded.isPresent()) {
            return recorded.get();
        }
        List<PairChunk> all = pairs.all(context.defaultParallelism());
        Broadcast<JobContext> shared = context.broadcast(job(LevelCounts.NONE.toBytes()));
        byte[] levels = context.parallelize(all, all.size())
                .mapPartitions(new ChunkLevels(shared))
                .fold(LevelCounts.NONE.toBytes(), ChunkLevels::sum);
        shared.destroy();
        folder.recordLevels(levels);
        return levels;
    }

    private JobContext job(byte[] levels) {
        return new JobContext(new SerializableConfiguration(context.hadoopConfiguration()), settings, levels);
    }

    /** Returns whether the job was stopped because too many pairs failed. */
    private boolean fuse(List<PairChunk> chunks, byte[] levels, FailureCount count) {
        String run = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        Broadcast<JobContext> shared = context.broadcast(job(levels));
        JavaRDD<Row> rows =
                context.parallelize(chunks, chunks.size()).mapPartitions(new ChunkFusion(shared, count, run));
        count.limit(spark.sparkContext(), GROUP, options.maxFailures());
        context.setJobGroup(GROUP, "fuse " + settings.infrared());
        try {
            ResultTable.append(spark, rows, settings.output() + "/" + ResultTable.FOLDER, options.table());
            return count.failed() > options.maxFailures();
        } catch (RuntimeException e) {
            if (count.failed() > options.maxFailures()) {
                LOG.log(System.Logger.Level.DEBUG, "the job was cancelled", e);
                return true;
            }
            throw e;
        } finally {
            context.clearJobGroup();
            shared.destroy();
        }
    }
}
