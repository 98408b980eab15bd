// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.server.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.BufferUtil;

/**
 * Finds out whether the client of a request that was read completely is still there. Asked by the request's own thread only: Jetty
 * reads nothing from a connection while its request is answered.
 *
 * <p>A client that sends its next request before it has the answer to this one cannot be probed any further, and its connection is
 * closed after the answer, so that it sends that request again.
 */
public final class ClientProbe implements BooleanSupplier {
    private final EndPoint connection;
    private final ByteBuffer buffer = BufferUtil.allocate(1);
    private boolean sendsMore;

    /** Makes the probe of a request. */
    public ClientProbe(HttpServletRequest request) {
        connection = BodyReader.connection(request);
    }

    /** Returns whether the client has closed its connection. */
    @Override
    public boolean getAsBoolean() {
        if (sendsMore) {
            return !connection.isOpen();
        }
        try {
            BufferUtil.clear(buffer);
            int read = connection.fill(buffer);
            sendsMore = read > 0;
            return read < 0 || !connection.isOpen();
        } catch (IOException e) {
            return true;
        }
    }

    /** Returns whether the connection must be closed after the answer. */
    public boolean mustClose() {
        return sendsMore;
    }
}
