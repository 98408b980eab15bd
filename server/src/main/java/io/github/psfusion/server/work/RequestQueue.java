// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.server.work;

import io.github.psfusion.server.http.RequestException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * Requests that wait for a worker: at most so many, with so many pixels together, and so many of one client. What is admitted is
 * worked on unless its client leaves or its time in the queue ends.
 */
public final class RequestQueue implements AutoCloseable {
    private static final long PROBE_MILLIS = 200;
    private static final double NANOS = 1e-9;
    /** The share of the last request in the mean time of the work. */
    private static final double RECENT = 0.2;

    private final Limits limits;
    private final ServiceMetrics metrics;
    private final ThreadPoolExecutor workers;
    private final Set<Ticket<?>> admitted = new HashSet<>();
    private final Map<String, Integer> waitingByClient = new HashMap<>();
    private long pixels;
    private boolean stopping;
    private double meanSeconds;

    /**
     * The limits of a queue.
     *
     * @param waiting most requests that wait
     * @param workers requests that are worked on at a time
     * @param perClient most requests of one client that wait
     * @param pixels most pixels of all admitted requests together
     * @param time how long a request may wait
     */
    public record Limits(int waiting, int workers, int perClient, long pixels, Duration time) {
        /** Checks that there is room for one request. */
        public Limits {
            if (waiting < 1 || workers < 1 || perClient < 1 || pixels < 1) {
                throw new IllegalArgumentException("a queue needs room for one request, one worker and one pixel");
            }
        }
    }

    /** The work of a request; done by a worker. */
    @FunctionalInterface
    public interface Job<T> {
        /**
         * Does the work.
         *
         * @param cancelled asked from time to time whether the client is gone
         */
        T run(BooleanSupplier cancelled) throws Exception;
    }

    /** Thrown to the thread of a request whose client is gone; nobody is answered. */
    public static final class ClientGoneException extends Exception {
        private static final long serialVersionUID = 1L;

        ClientGoneException() {
            super("the client is gone");
        }
    }

    /** Makes a queue. */
    public RequestQueue(Limits limits, ServiceMetrics metrics) {
        this.limits = limits;
        this.metrics = metrics;
        workers = new ThreadPoolExecutor(
                limits.workers(), limits.workers(), 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "worker");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** An admitted request. Its state changes under the lock of the queue. */
    private final class Ticket<T> implements Runnable {
        private final Job<T> job;
        private final long pixels;
        private final String client;
        private final long start = System.nanoTime();
        private final CompletableFuture<T> result = new CompletableFuture<>();
        private volatile boolean abandoned;
        private boolean started;

        Ticket(Job<T> job, long pixels, String client) {
            this.job = job;
            this.pixels = pixels;
            this.client = client;
        }

        @Override
        public void run() {
            if (!begin(this)) {
                return;
            }
            long begun = System.nanoTime();
            metrics.waited(begun - start);
            Optional<T> made = Optional.empty();
            Optional<Throwable> failure = Optional.empty();
            try {
                made = Optional.of(job.run(() -> abandoned));
            } catch (Throwable e) { // the thread of the request turns it into an answer
                failure = Optional.of(e);
            }
            long nanos = System.nanoTime() - begun;
            metrics.worked(nanos);
            // Room first: a client that sends the next request at once shall find it.
            end(this, nanos);
            made.ifPresent(result::complete);
            failure.ifPresent(result::completeExceptionally);
        }
    }

    /** Returns how many requests wait. */
    public synchronized int waiting() {
        return (int) admitted.stream().filter(ticket -> !ticket.started).count();
    }

    /** Returns how many requests are admitted and not done. */
    public synchronized int admitted() {
        return admitted.size();
    }

    /** Returns the pixels of all admitted requests. */
    public synchronized long pixels() {
        return pixels;
    }

    /** Returns whether no new requests are admitted. */
    public synchronized boolean isStopping() {
        return stopping;
    }

    /**
     * Looks whether there is room, before a body is read.
     *
     * @throws RequestException if there is none
     */
    public synchronized void requireRoom(String client) throws RequestException {
        if (stopping) {
            throw refused("stopping", "the server is stopping.");
        }
        if (admitted.size() >= limits.waiting() + limits.workers()) {
            throw refused("full", "the queue is full: " + limits.waiting() + " requests wait.");
        }
        if (waitingByClient.getOrDefault(client, 0) >= limits.perClient()) {
            metrics.rejected("client");
            throw RequestException.later(
                    RequestException.TOO_MANY,
                    limits.perClient() + " requests of this client wait already.",
                    retrySeconds());
        }
    }

    private RequestException refused(String reason, String message) {
        metrics.rejected(reason);
        return RequestException.later(RequestException.UNAVAILABLE, message, retrySeconds());
    }

    private long retrySeconds() {
        return (long) Math.ceil(admitted.size() * meanSeconds / limits.workers());
    }

    private synchronized <T> Ticket<T> admit(Job<T> job, long size, String client) throws RequestException {
        if (size > limits.pixels()) {
            metrics.rejected("pixels");
            throw new RequestException(
                    RequestException.TOO_LARGE,
                    "the images have " + size + " pixels together, the server takes " + limits.pixels() + ".");
        }
        requireRoom(client);
        if (pixels + size > limits.pixels()) {
            throw refused("pixels", "the images that wait have too many pixels for one more request.");
        }
        Ticket<T> ticket = new Ticket<>(job, size, client);
        admitted.add(ticket);
        pixels += size;
        waitingByClient.merge(client, 1, Integer::sum);
        workers.execute(ticket);
        return ticket;
    }

    private synchronized boolean begin(Ticket<?> ticket) {
        if (!admitted.contains(ticket)) {
            return false;
        }
        ticket.started = true;
        leaveClient(ticket);
        return true;
    }

    private void leaveClient(Ticket<?> ticket) {
        waitingByClient.computeIfPresent(ticket.client, (key, count) -> count > 1 ? count - 1 : null);
    }

    private synchronized void end(Ticket<?> ticket, long nanos) {
        double seconds = nanos * NANOS;
        meanSeconds = meanSeconds == 0 ? seconds : meanSeconds + RECENT * (seconds - meanSeconds);
        remove(ticket);
    }

    private void remove(Ticket<?> ticket) {
        if (admitted.remove(ticket)) {
            pixels -= ticket.pixels;
        }
        notifyAll();
    }

    /** Takes a request that has not begun out of the queue; returns whether it had not. */
    private synchronized boolean drop(Ticket<?> ticket) {
        if (ticket.started || !admitted.contains(ticket)) {
            return false;
        }
        leaveClient(ticket);
        remove(ticket);
        workers.remove(ticket);
        return true;
    }

    /**
     * Does the work of a request on a worker and waits for it.
     *
     * @param size pixels of its images
     * @param client who asks
     * @param gone asked by this thread whether the client is gone
     * @throws RequestException if there is no room, or the time in the queue ended
     * @throws ClientGoneException if the client is gone
     * @throws Exception what the work throws
     */
    public <T> T run(Job<T> job, long size, String client, BooleanSupplier gone) throws Exception {
        Ticket<T> ticket = admit(job, size, client);
        while (true) {
            try {
                return ticket.result.get(PROBE_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                watch(ticket, gone);
            } catch (ExecutionException e) {
                throw thrown(e);
            }
        }
    }

    private void watch(Ticket<?> ticket, BooleanSupplier gone) throws RequestException, ClientGoneException {
        if (gone.getAsBoolean()) {
            ticket.abandoned = true;
            var unused = drop(ticket);
            metrics.rejected("gone");
            throw new ClientGoneException();
        }
        if (System.nanoTime() - ticket.start > limits.time().toNanos() && drop(ticket)) {
            synchronized (this) {
                throw refused("late", "the request waited for " + limits.time().toSeconds() + " seconds.");
            }
        }
    }

    private static Exception thrown(ExecutionException e) {
        Throwable cause = e.getCause();
        if (cause instanceof Error serious) {
            throw serious;
        }
        return cause instanceof Exception exception ? exception : e;
    }

    /**
     * Admits nothing more, and waits until what was admitted is done.
     *
     * @param time how long; what still waits then is refused, what is at work continues
     */
    public void stop(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        synchronized (this) {
            stopping = true;
            for (long left = end - System.nanoTime(); !admitted.isEmpty() && left > 0; left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
            }
            for (Ticket<?> ticket : Set.copyOf(admitted)) {
                if (drop(ticket)) {
                    ticket.result.completeExceptionally(refused("stopping", "the server is stopping."));
                }
            }
        }
    }

    @Override
    public void close() {
        workers.shutdown();
    }
}
