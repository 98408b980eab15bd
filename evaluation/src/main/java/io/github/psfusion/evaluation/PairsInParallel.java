// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Does the same work on many pairs, several at a time; results are in the order of the pairs.
 *
 * @param <P> a pair
 */
final class PairsInParallel<P> {
    private final int threads;
    private final Function<P, String> name;
    private final WorkListener listener;
    private int done;

    /**
     * Prepares the work.
     *
     * @param name gives the name of a pair
     */
    PairsInParallel(int threads, Function<P, String> name, WorkListener listener) {
        this.threads = threads;
        this.name = name;
        this.listener = listener;
    }

    /**
     * Does the work. A pair for which the memory does not suffice beside others is repeated alone, at the end.
     *
     * @param work gives the result of a pair
     * @param tooLarge gives the result of a pair for which the memory does not suffice alone
     * @throws CancellationException if the work throws it
     */
    <T> List<T> run(List<P> pairs, Function<P, T> work, Function<P, T> tooLarge) throws InterruptedException {
        listener.advanced(0, pairs.size(), "");
        List<Optional<T>> beside = besideOthers(pairs, work);
        List<T> results = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            P pair = pairs.get(i);
            results.add(beside.get(i).orElseGet(() -> {
                T result = memory(pair, work).orElseGet(() -> tooLarge.apply(pair));
                advanced(pairs.size(), pair);
                return result;
            }));
        }
        return List.copyOf(results);
    }

    /** Returns the results of the pairs; empty where there was too little memory. */
    private <T> List<Optional<T>> besideOthers(List<P> pairs, Function<P, T> work) throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(Math.min(threads, pairs.size()), PairsInParallel::thread);
        try {
            List<Future<Optional<T>>> futures = new ArrayList<>();
            for (P pair : pairs) {
                futures.add(pool.submit(() -> {
                    Optional<T> result = memory(pair, work);
                    if (result.isPresent()) {
                        advanced(pairs.size(), pair);
                    }
                    return result;
                }));
            }
            List<Optional<T>> results = new ArrayList<>();
            for (Future<Optional<T>> future : futures) {
                results.add(result(future));
            }
            return results;
        } finally {
            var notBegun = pool.shutdownNow();
            assert notBegun.size() <= pairs.size();
        }
    }

    private <T> Optional<T> memory(P pair, Function<P, T> work) {
        try {
            return Optional.of(work.apply(pair));
        } catch (OutOfMemoryError e) {
            return Optional.empty();
        }
    }

    private static <T> T result(Future<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CancellationException cancelled) {
                throw cancelled;
            }
            throw new IllegalStateException("while measuring", e.getCause());
        }
    }

    private synchronized void advanced(int total, P pair) {
        done++;
        listener.advanced(done, total, name.apply(pair));
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "measuring");
        thread.setDaemon(true);
        return thread;
    }
}
