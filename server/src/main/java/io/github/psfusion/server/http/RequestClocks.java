// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.server.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;

/**
 * Closes connections on which a request takes too long to arrive. The idle time-out alone does not: a client that sends a byte now
 * and then keeps its connection, and the thread that reads from it, for ever.
 *
 * <p>The clock of a connection runs from its opening, or from the end of a response, until the next request has been read.
 */
final class RequestClocks implements Connection.Listener, AutoCloseable {
    private static final long PERIOD_MILLIS = 500;

    private final long nanos;
    private final Map<EndPoint, Long> since = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "request clocks");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Makes the clocks.
     *
     * @param time how long a request may take to arrive
     */
    RequestClocks(Duration time) {
        nanos = time.toNanos();
        var unused =
                timer.scheduleWithFixedDelay(this::closeLate, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Starts the clock of a connection anew. */
    void start(EndPoint connection) {
        since.put(connection, System.nanoTime());
    }

    /** Stops the clock of a connection: its request has been read. */
    void stop(EndPoint connection) {
        since.remove(connection);
    }

    private void closeLate() {
        long now = System.nanoTime();
        since.forEach((connection, start) -> {
            if (now - start > nanos) {
                since.remove(connection);
                connection.close(new TimeoutException("the request did not arrive in time"));
            }
        });
    }

    @Override
    public void onOpened(Connection connection) {
        start(connection.getEndPoint());
    }

    @Override
    public void onClosed(Connection connection) {
        since.remove(connection.getEndPoint());
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
