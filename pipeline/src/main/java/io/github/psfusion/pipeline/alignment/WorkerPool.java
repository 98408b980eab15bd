// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline.alignment;

import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;

/** Work whose parallel streams use a number of threads of their own. */
final class WorkerPool {
    private WorkerPool() {}

    /**
     * Does some work and returns its result.
     *
     * @param threads number of threads, at least 1
     * @param work throws no checked exception
     */
    static <T> T run(int threads, Callable<T> work) {
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
            return pool.invoke(ForkJoinTask.adapt(work));
        } finally {
            pool.shutdown();
        }
    }
}
