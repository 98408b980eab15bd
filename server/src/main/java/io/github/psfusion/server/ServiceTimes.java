// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.server;

import java.time.Duration;

/**
 * How long a server waits.
 *
 * @param idle for the next byte of a connection
 * @param request for a whole request to arrive
 * @param queue for a worker
 * @param stop for the work that was admitted when the server stops
 */
public record ServiceTimes(Duration idle, Duration request, Duration queue, Duration stop) {
    /** Returns half a minute each, and a minute for a request to arrive. */
    public static ServiceTimes defaults() {
        return new ServiceTimes(
                Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofSeconds(30), Duration.ofSeconds(30));
    }
}
