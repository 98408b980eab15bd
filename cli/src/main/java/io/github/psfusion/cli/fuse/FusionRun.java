// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.cli.fuse;

import io.github.psfusion.cli.console.Cancellation;
import io.github.psfusion.cli.console.ProgressDisplay;
import io.github.psfusion.cli.console.UserError;
import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.networks.psfusion.ImageSizeException;
import io.github.psfusion.tensors.BackendException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Fuses pairs one after the other: while the method works on one, the next are decoded and the earlier ones encoded and
 * written, each on a thread of its own.
 *
 * <p>At most {@value #AHEAD} decoded pairs wait for the method and as many results for the disk, so that memory does not
 * depend on the number of pairs. A pair that fails does not stop the others. The order of outcomes is that of the pairs.
 *
 * <p>Decoding begins at once, before there is a method: loading the engine takes longer than decoding the first pair.
 */
final class FusionRun implements AutoCloseable {
    private static final int AHEAD = 2;

    private final PairWriter writer;
    private final Cancellation cancellation;
    private final ExecutorService decoding = Executors.newSingleThreadExecutor(task -> thread(task, "decoding"));
    private final ExecutorService encoding = Executors.newSingleThreadExecutor(task -> thread(task, "encoding"));
    private final int pairs;
    private final Iterator<PairFiles> rest;
    private final Future<PairReader> reader;
    private final Deque<Reading> reading = new ArrayDeque<>();

    /**
     * Begins to decode.
     *
     * @param reader makes the reader, on the decoding thread
     */
    FusionRun(List<PairFiles> pairs, Callable<PairReader> reader, PairWriter writer, Cancellation cancellation) {
        this.pairs = pairs.size();
        this.rest = pairs.iterator();
        this.writer = writer;
        this.cancellation = cancellation;
        this.reader = decoding.submit(reader);
        readAhead();
    }

    private static Thread thread(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** A pair whose images are being read. */
    private record Reading(PairFiles pair, Future<LoadedPair> loaded) {}

    /** A pair whose results are being written; the outcome is there when they are. */
    private record Writing(PairFiles pair, Future<PairOutcome> written) {}

    private void readAhead() {
        while (rest.hasNext() && reading.size() < AHEAD) {
            PairFiles pair = rest.next();
            // The reader is there: it was made before, on the same thread.
            reading.add(new Reading(pair, decoding.submit(() -> reader.get().read(pair))));
        }
    }

    /**
     * Fuses the pairs; once.
     *
     * @param seen is shown each outcome as soon as it is there, on this thread
     * @throws java.util.concurrent.CancellationException if the program should end; what was fused is written then
     */
    List<PairOutcome> run(Fuser fuser, ProgressDisplay progress, Consumer<PairOutcome> seen)
            throws InterruptedException {
        List<PairOutcome> outcomes = new ArrayList<>();
        Consumer<PairOutcome> take = outcome -> {
            outcomes.add(outcome);
            progress.at(outcomes.size(), pairs, outcome.pair().name());
            seen.accept(outcome);
        };
        progress.at(0, pairs, "");
        requireReader();
        Deque<Writing> writing = new ArrayDeque<>();
        while (!cancellation.requested() && !reading.isEmpty()) {
            Reading next = reading.remove();
            writing.add(new Writing(next.pair, fuse(next, fuser)));
            while (writing.size() > AHEAD) {
                take.accept(outcome(writing.remove()));
            }
            readAhead();
        }
        while (!writing.isEmpty()) {
            take.accept(outcome(writing.remove()));
        }
        cancellation.check();
        return outcomes;
    }

    private void requireReader() throws InterruptedException {
        try {
            var unused = reader.get();
        } catch (ExecutionException e) {
            cancellation.check();
            throw new IllegalStateException("while looking at the levels of the images", e.getCause());
        }
    }

    /** Runs the method on this thread and hands the results on to the encoding thread. */
    private Future<PairOutcome> fuse(Reading next, Fuser fuser) throws InterruptedException {
        LoadedPair loaded;
        try {
            loaded = next.loaded.get();
        } catch (ExecutionException e) {
            return CompletableFuture.completedFuture(failed(next.pair, cause(e)));
        }
        try {
            long start = System.nanoTime();
            Fuser.Fused fused = fuser.fuse(loaded.images());
            double seconds = (System.nanoTime() - start) * 1e-9;
            return encoding.submit(() -> writer.write(loaded, fused, seconds));
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            return CompletableFuture.completedFuture(failed(next.pair, e));
        }
    }

    private PairOutcome outcome(Writing writing) throws InterruptedException {
        try {
            return writing.written.get();
        } catch (ExecutionException e) {
            return failed(writing.pair, cause(e));
        }
    }

    private static Throwable cause(ExecutionException e) {
        Throwable cause = e.getCause();
        return cause == null ? e : cause;
    }

    /** A failure that belongs to the pair becomes its outcome; a fault of the program ends it. */
    private PairOutcome failed(PairFiles pair, Throwable error) {
        boolean ofPair = error instanceof IOException
                || error instanceof UserError
                || error instanceof ImageSizeException
                || error instanceof BackendException
                || error instanceof OutOfMemoryError;
        if (!ofPair) {
            throw new IllegalStateException("while fusing " + pair.infrared() + " and " + pair.visible(), error);
        }
        return PairOutcome.failed(pair, writer.output(pair), error);
    }

    @Override
    public void close() {
        var unused = decoding.shutdownNow();
        encoding.shutdown();
    }
}
