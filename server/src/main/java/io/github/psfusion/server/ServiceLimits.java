// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.server;

import java.util.Optional;

/**
 * How much a server takes.
 *
 * @param queue most requests that wait, at least 1
 * @param workers requests that are worked on at a time, at least 1
 * @param perClient most requests of one client that wait; empty for the whole queue
 * @param pixels most pixels of an image
 * @param pixelsInSum most pixels of all images that wait or are worked on
 * @param bodyBytes most bytes of a request
 * @param bodyBytesInSum most bytes of all requests that are being read or wait
 * @param requests most requests at a time, waiting or not
 * @param connections most open connections
 */
public record ServiceLimits(
        int queue,
        int workers,
        Optional<Integer> perClient,
        long pixels,
        long pixelsInSum,
        long bodyBytes,
        long bodyBytesInSum,
        int requests,
        int connections) {
    private static final int QUEUE = 8;
    private static final long BODY_BYTES = 64L << 20;
    private static final int REQUESTS = 64;
    private static final int CONNECTIONS = 256;
    /** A decoded pair, the fused image and their intermediate forms, in bytes per pixel. */
    private static final long BYTES_PER_PIXEL = 64;
    /** A body is held up to four times while its parts are taken out. */
    private static final long SHARE_OF_BODIES = 16;

    /** Checks that each limit is positive. */
    public ServiceLimits {
        if (queue < 1 || workers < 1 || pixels < 1 || pixelsInSum < 1 || bodyBytes < 1 || bodyBytesInSum < 1) {
            throw new IllegalArgumentException("the limits of a server must be positive");
        }
        if (requests < 1 || connections < 1 || perClient.isPresent() && perClient.get() < 1) {
            throw new IllegalArgumentException("the limits of a server must be positive");
        }
    }

    /** Returns the usual limits; those of pixels and bytes follow the heap. */
    public static ServiceLimits defaults() {
        long heap = Runtime.getRuntime().maxMemory();
        long pixels = heap / BYTES_PER_PIXEL;
        return new ServiceLimits(
                QUEUE,
                1,
                Optional.empty(),
                pixels,
                pixels,
                BODY_BYTES,
                Math.max(BODY_BYTES, heap / SHARE_OF_BODIES),
                REQUESTS,
                CONNECTIONS);
    }

    /** Returns these limits with another queue. */
    public ServiceLimits withQueue(int waiting, int atWork, Optional<Integer> ofOneClient) {
        return new ServiceLimits(
                waiting,
                atWork,
                ofOneClient,
                pixels,
                pixelsInSum,
                bodyBytes,
                bodyBytesInSum,
                requests,
                connections);
    }

    /** Returns these limits with other numbers of pixels. */
    public ServiceLimits withPixels(long ofOne, long inSum) {
        return new ServiceLimits(
                queue, workers, perClient, ofOne, inSum, bodyBytes, bodyBytesInSum, requests, connections);
    }

    /** Returns these limits with other numbers of bytes. */
    public ServiceLimits withBodies(long ofOne, long inSum) {
        return new ServiceLimits(queue, workers, perClient, pixels, pixelsInSum, ofOne, inSum, requests, connections);
    }

    /** Returns these limits with other numbers of requests and connections. */
    public ServiceLimits withConnections(int atATime, int open) {
        return new ServiceLimits(
                queue, workers, perClient, pixels, pixelsInSum, bodyBytes, bodyBytesInSum, atATime, open);
    }
}
