// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.pipeline;

import io.github.psfusion.datasets.PairFiles;
import io.github.psfusion.datasets.Shard;
import io.github.psfusion.imaging.ColorImage;
import io.github.psfusion.imaging.Plane;
import io.github.psfusion.imaging.color.ColorRecomposition;
import io.github.psfusion.imaging.color.YCbCr;
import io.github.psfusion.methods.ExtraOutput;
import io.github.psfusion.methods.FusionMethod;
import io.github.psfusion.methods.FusionResult;
import io.github.psfusion.methods.ImageSizeException;
import io.github.psfusion.methods.OutputSet;
import io.github.psfusion.tensors.BackendException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Fuses pairs one after the other: while the method works on one, the next are decoded and the earlier ones encoded and written,
 * each on a thread of its own.
 *
 * <p>At most {@value #AHEAD} decoded pairs wait for the method and as many results for the sink, so that memory does not depend on
 * the number of pairs. A pair that fails does not stop the others. The order of outcomes is that of the pairs; those whose results
 * are kept come first.
 *
 * <p>Decoding begins on construction, before there is a method: loading a network takes longer than decoding the first pair.
 */
public final class FusionPipeline implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(FusionPipeline.class.getName());
    private static final int AHEAD = 2;
    private static final int MOST_SECONDS = 10;

    private final ResultSink sink;
    private final PipelineSettings settings;
    private final BooleanSupplier cancelled;
    private final ExecutorService decoding = Executors.newSingleThreadExecutor(task -> thread(task, "decoding"));
    private final ExecutorService encoding = Executors.newSingleThreadExecutor(task -> thread(task, "encoding"));
    private final List<PairOutcome> kept = new ArrayList<>();
    private final int pairs;
    private final Iterator<PairFiles> rest;
    private final PairSource source;
    private final Future<SourceReader> reader;
    private final Deque<Reading> reading = new ArrayDeque<>();

    /** Begins to decode all pairs. */
    public FusionPipeline(
            List<PairFiles> pairs, ResultSink sink, PipelineSettings settings, BooleanSupplier cancelled) {
        this(pairs, Shard.ALL, sink, settings, cancelled);
    }

    /**
     * Begins to decode.
     *
     * @param pairs all pairs; the intensity window is that of all, also of those of other shards and of those whose results are
     *     kept, so that shards, and a run that is repeated after an interruption, give the same images as one run
     * @param shard which of them are fused
     * @param cancelled asked often, from several threads, whether the work shall end
     */
    public FusionPipeline(
            List<PairFiles> pairs, Shard shard, ResultSink sink, PipelineSettings settings, BooleanSupplier cancelled) {
        this(shard.of(pairs), PairSource.ofFiles(pairs, settings, cancelled), sink, settings, cancelled);
    }

    /**
     * Begins to decode pairs that a source supplies.
     *
     * @param pairs the pairs to fuse; their files need not be there yet
     * @param source brings the files, and knows the intensity windows
     * @param cancelled asked often, from several threads, whether the work shall end
     */
    public FusionPipeline(
            List<PairFiles> pairs,
            PairSource source,
            ResultSink sink,
            PipelineSettings settings,
            BooleanSupplier cancelled) {
        this.sink = sink;
        this.settings = settings;
        this.cancelled = cancelled;
        this.source = source;
        List<PairFiles> toFuse = new ArrayList<>();
        for (PairFiles pair : pairs) {
            if (sink.isDone(pair)) {
                kept.add(PairOutcome.kept(pair, sink.place(pair)));
            } else {
                toFuse.add(pair);
            }
        }
        this.pairs = toFuse.size();
        this.rest = toFuse.iterator();
        this.reader = decoding.submit(() -> new SourceReader(source.reader(), settings.aligner()));
        readAhead();
    }

    private static Thread thread(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    private void checkCancelled() {
        if (cancelled.getAsBoolean()) {
            throw new CancellationException("cancelled");
        }
    }

    /** A pair whose images are being read. */
    private record Reading(PairFiles pair, Future<LoadedPair> loaded) {}

    /** A pair whose results are being written; the outcome is there when they are. */
    private record Writing(PairFiles pair, Future<PairOutcome> written) {}

    private void readAhead() {
        while (rest.hasNext() && reading.size() < AHEAD) {
            PairFiles pair = rest.next();
            // The reader is there: it was made before, on the same thread.
            reading.add(new Reading(pair, decoding.submit(() -> reader.get().read(source.fetch(pair)))));
        }
    }

    /**
     * Fuses the pairs; once.
     *
     * @param method stays open
     * @param listener called on this thread
     * @return the outcomes
     * @throws CancellationException if the work was cancelled; what was fused is written then
     * @throws PipelineException if an output is wanted that the method does not compute with its weights
     */
    public List<PairOutcome> run(FusionMethod method, FusionListener listener) throws InterruptedException {
        requireOutputs(method);
        Outcomes outcomes = new Outcomes(listener);
        kept.forEach(listener::kept);
        listener.started(pairs);
        requireReader();
        Deque<Writing> writing = new ArrayDeque<>();
        while (!cancelled.getAsBoolean() && !reading.isEmpty()) {
            Reading next = reading.remove();
            writing.add(new Writing(next.pair, fuse(next, method)));
            while (writing.size() > AHEAD) {
                outcomes.add(outcome(writing.remove()));
            }
            readAhead();
        }
        while (!writing.isEmpty()) {
            outcomes.add(outcome(writing.remove()));
        }
        checkCancelled();
        List<PairOutcome> all = new ArrayList<>(kept);
        all.addAll(outcomes.done);
        return List.copyOf(all);
    }

    /** Collects outcomes and reports them. */
    private static final class Outcomes {
        private final FusionListener listener;
        private final List<PairOutcome> done = new ArrayList<>();

        Outcomes(FusionListener listener) {
            this.listener = listener;
        }

        void add(PairOutcome outcome) {
            done.add(outcome);
            listener.finished(outcome, done.size());
        }
    }

    private void requireOutputs(FusionMethod method) {
        List<String> given = method.capabilities().extraOutputs().stream()
                .map(ExtraOutput::name)
                .toList();
        List<String> missing = settings.outputs().extra().stream()
                .filter(name -> !given.contains(name))
                .sorted()
                .toList();
        if (!missing.isEmpty()) {
            throw new PipelineException(
                    PipelineException.Reason.REQUEST,
                    "method " + method.description().key() + " does not compute " + String.join(", ", missing)
                            + " with these weights; beside the fused image it gives "
                            + (given.isEmpty() ? "nothing" : String.join(", ", given)) + ".");
        }
    }

    private void requireReader() throws InterruptedException {
        try {
            var unused = reader.get();
        } catch (ExecutionException e) {
            checkCancelled();
            throw new IllegalStateException("while reading the levels of the images", e.getCause());
        }
    }

    /** Runs the method on this thread and hands the results on to the encoding thread. */
    private Future<PairOutcome> fuse(Reading next, FusionMethod method) throws InterruptedException {
        LoadedPair loaded;
        try {
            loaded = next.loaded.get();
        } catch (ExecutionException e) {
            return CompletableFuture.completedFuture(failed(next.pair, cause(e)));
        }
        try {
            settings.memory().check(method, loaded.images(), settings.outputs());
            long start = System.nanoTime();
            FusionResult fused = withColors(method.fuse(loaded.images(), settings.outputs()), loaded);
            double seconds = (System.nanoTime() - start) * 1e-9;
            return encoding.submit(() -> write(loaded, fused, seconds));
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            return CompletableFuture.completedFuture(failed(next.pair, e));
        }
    }

    /** Joins colors to gray images that were made elsewhere; methods that compute have joined them already. */
    private FusionResult withColors(FusionResult fused, LoadedPair loaded) {
        boolean wanted = settings.outputs().color() == OutputSet.Color.VISIBLE;
        if (wanted
                && fused.image() instanceof Plane luminance
                && loaded.images().visible() instanceof ColorImage colors) {
            return new FusionResult(ColorRecomposition.recompose(luminance, YCbCr.chroma(colors)), fused.extra());
        }
        return fused;
    }

    private PairOutcome write(LoadedPair loaded, FusionResult fused, double seconds) throws IOException {
        PairFiles pair = loaded.files();
        if (sink.write(pair, Temperatures.add(loaded, fused)) == ResultSink.State.KEPT) {
            return PairOutcome.kept(pair, sink.place(pair));
        }
        return new PairOutcome(
                pair,
                PairOutcome.State.FUSED,
                sink.place(pair),
                fused.image().width(),
                fused.image().height(),
                seconds,
                loaded.warnings(),
                loaded.alignment(),
                loaded.reading(),
                Optional.empty());
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

    /** A failure that belongs to the pair becomes its outcome; an internal error ends the run. */
    private PairOutcome failed(PairFiles pair, Throwable error) {
        boolean ofPair = error instanceof IOException
                || error instanceof PipelineException
                || error instanceof ImageSizeException
                || error instanceof BackendException
                || error instanceof OutOfMemoryError;
        if (!ofPair) {
            throw new IllegalStateException("while fusing " + pair.infrared() + " and " + pair.visible(), error);
        }
        return PairOutcome.failed(pair, sink.place(pair), error);
    }

    /**
     * Ends the threads. Results that are being written are still written, and waited for: afterwards nothing changes in the folder of
     * the results, unless a disk takes more than {@value #MOST_SECONDS} s.
     */
    @Override
    public void close() {
        var unused = decoding.shutdownNow();
        encoding.shutdown();
        try {
            if (!encoding.awaitTermination(MOST_SECONDS, TimeUnit.SECONDS)) {
                LOG.log(System.Logger.Level.WARNING, "a result is still being written after " + MOST_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
