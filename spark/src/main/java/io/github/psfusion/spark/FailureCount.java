// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.spark;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.util.CollectionAccumulator;
import org.apache.spark.util.LongAccumulator;

/** Counts pairs over all executors, and ends the job when too many have failed. Tasks that are lost and repeated count once. */
final class FailureCount implements Serializable {
    private static final long serialVersionUID = 1L;
    /** Reasons that are kept of each task: those of a job that fails as a whole are alike. */
    private static final int REASONS_OF_A_TASK = 2;

    private final LongAccumulator done;
    private final LongAccumulator failed;
    private final CollectionAccumulator<String> reasons;

    FailureCount(SparkContext context) {
        done = context.longAccumulator("fused pairs");
        failed = context.longAccumulator("failed pairs");
        reasons = context.collectionAccumulator("reasons of failures");
    }

    /** Counts a pair that failed; in a task. */
    void add(String reason) {
        failed.add(1);
        if (failed.value() <= REASONS_OF_A_TASK) {
            reasons.add(reason);
        }
    }

    /** Counts a pair that was fused; in a task. */
    void addDone() {
        done.add(1);
    }

    /** Returns how many pairs were fused; on the driver. */
    long done() {
        return done.value();
    }

    /** Returns how many pairs failed; on the driver. */
    long failed() {
        return failed.value();
    }

    /** Returns some of the reasons; on the driver. */
    List<String> reasons() {
        return List.copyOf(reasons.value());
    }

    /** Cancels the jobs of a group when more than this many pairs have failed. */
    void limit(SparkContext context, String group, long maxFailures) {
        context.addSparkListener(new SparkListener() {
            @Override
            public void onTaskEnd(SparkListenerTaskEnd end) {
                if (failed() > maxFailures) {
                    context.cancelJobGroup(group);
                }
            }
        });
    }
}
