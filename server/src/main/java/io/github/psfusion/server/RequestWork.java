// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.server;

import io.github.psfusion.imaging.codec.DecodeLimits;
import io.github.psfusion.server.http.BodyReader;
import io.github.psfusion.server.http.ClientProbe;
import io.github.psfusion.server.http.RequestException;
import io.github.psfusion.server.work.RequestQueue;
import io.github.psfusion.server.work.ServiceMetrics;
import io.github.psfusion.server.work.UploadedImages;
import io.github.psfusion.server.work.WorkFailures;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/** The way of a request with images: room in the queue, body, images in memory, work, answer. The same for all routes. */
final class RequestWork {
    /** Bodies up to this are read before a refusal: a client that is refused while it still sends may not see the answer. */
    private static final long SHORT_BODY = 2 << 20;
    /** Threads that look at headers of images at a time. */
    private static final int HEADER_READERS = 2;

    private final RequestQueue queue;
    private final BodyReader bodies;
    private final DecodeLimits limits;
    private final ServiceMetrics metrics;
    private final Semaphore headers = new Semaphore(HEADER_READERS, /* fair= */ true);

    RequestWork(RequestQueue queue, BodyReader bodies, DecodeLimits limits, ServiceMetrics metrics) {
        this.queue = queue;
        this.bodies = bodies;
        this.limits = limits;
        this.metrics = metrics;
    }

    /** What a route reads from a body, before anything is decoded. */
    @FunctionalInterface
    interface Parser<P> {
        /** Reads the body of a request. */
        P parse(byte[] body) throws RequestException;
    }

    /** What a route does with the images, on a worker. */
    @FunctionalInterface
    interface Task<P, T> {
        /** Does the work. */
        T run(P parsed, UploadedImages images, BooleanSupplier cancelled) throws Exception;
    }

    /** Sends a result. */
    @FunctionalInterface
    interface Sender<P, T> {
        /** Answers the request. */
        void send(Context context, P parsed, T result);
    }

    /** A parsed request with images. */
    interface WithImages {
        /** Returns the content of the images by the names of their parts. */
        Map<String, byte[]> images();
    }

    /**
     * Answers a request.
     *
     * @throws RequestException if it is refused or fails
     * @throws IOException if the client is gone
     */
    <P extends WithImages, T> void answer(Context context, Parser<P> parser, Task<P, T> task, Sender<P, T> sender)
            throws RequestException, IOException {
        long start = System.nanoTime();
        try {
            if (context.req().getQueryString() != null) {
                throw new RequestException(
                        RequestException.BAD_REQUEST, "options are fields of the form, not part of the address.");
            }
            requireRoom(context);
            work(context, parser, task, sender);
        } catch (RequestException e) {
            if (e.status() == RequestException.UNAVAILABLE || e.status() == RequestException.TOO_MANY) {
                metrics.refusedAfter(System.nanoTime() - start);
            }
            throw e;
        }
    }

    private void requireRoom(Context context) throws RequestException {
        try {
            queue.requireRoom(client(context));
        } catch (RequestException e) {
            long length = context.req().getContentLengthLong();
            if (length >= 0 && length <= SHORT_BODY) {
                bodies.read(context.req()).close();
            } else {
                context.header("Connection", "close");
            }
            throw e;
        }
    }

    private static String client(Context context) {
        return String.valueOf(context.req().getRemoteAddr());
    }

    private <P extends WithImages, T> void work(
            Context context, Parser<P> parser, Task<P, T> task, Sender<P, T> sender)
            throws RequestException, IOException {
        P parsed;
        T result;
        ClientProbe probe;
        try (BodyReader.Body body = bodies.read(context.req())) {
            parsed = parser.parse(body.bytes());
            try (UploadedImages images = open(parsed)) {
                probe = new ClientProbe(context.req());
                result = queue.run(
                        cancelled -> task.run(parsed, images, cancelled), images.pixels(), client(context), probe);
            }
        } catch (RequestQueue.ClientGoneException e) {
            throw new IOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw RequestException.later(RequestException.UNAVAILABLE, "the server is stopping.", 1);
        } catch (Exception | OutOfMemoryError e) {
            throw WorkFailures.answer(e);
        }
        if (probe.mustClose()) {
            context.header("Connection", "close");
        }
        sender.send(context, parsed, result);
    }

    /** Reads the headers of images, of a few requests at a time: they are small, but their files need not be. */
    private UploadedImages open(WithImages parsed) throws IOException, InterruptedException {
        headers.acquire();
        try {
            return UploadedImages.of(parsed.images(), limits);
        } finally {
            headers.release();
        }
    }
}
