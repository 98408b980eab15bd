// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.server.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;

/**
 * Reads the bodies of requests into memory: each within a limit, all of them within another, and each within a time. What a client
 * announces is refused if it is too much, and costs nothing otherwise: memory is taken as the bytes arrive.
 */
public final class BodyReader {
    private static final int PIECE = 1 << 16;

    private final long most;
    private final long mostInSum;
    private final Duration time;
    private final RequestClocks clocks;
    private final AtomicLong held = new AtomicLong();

    /**
     * Makes a reader.
     *
     * @param most bytes of one body
     * @param mostInSum bytes of all bodies that are held at a time
     * @param time how long a body may take
     */
    BodyReader(long most, long mostInSum, Duration time, RequestClocks clocks) {
        this.most = most;
        this.mostInSum = mostInSum;
        this.time = time;
        this.clocks = clocks;
    }

    /** A body; closing it gives its share of the memory back. */
    public final class Body implements AutoCloseable {
        private byte[] bytes = new byte[0];
        private long taken;

        private Body() {}

        /** Returns the bytes themselves, not a copy; nobody changes them. */
        public byte[] bytes() {
            return bytes;
        }

        private void take(int count) throws RequestException {
            taken += count;
            if (held.addAndGet(count) > mostInSum) {
                throw RequestException.later(
                        RequestException.UNAVAILABLE, "too many images are on their way to this server.", 1);
            }
        }

        @Override
        public void close() {
            held.addAndGet(-taken);
            taken = 0;
        }
    }

    /** Returns how many bytes of bodies are held. */
    public long held() {
        return held.get();
    }

    /**
     * Reads the body of a request.
     *
     * @return the caller closes it
     * @throws RequestException if it is too long, is sent too slowly, is cut off, or would be too much beside the others
     */
    public Body read(HttpServletRequest request) throws RequestException {
        long start = System.nanoTime();
        if (request.getContentLengthLong() > most) {
            throw tooLong();
        }
        Body body = new Body();
        boolean complete = false;
        try {
            body.bytes = joined(pieces(request.getInputStream(), body, start));
            clocks.stop(connection(request));
            complete = true;
            return body;
        } catch (IOException e) {
            throw e.getCause() instanceof TimeoutException
                    ? tooSlow()
                    : new RequestException(RequestException.BAD_REQUEST, "the body was cut off.");
        } finally {
            if (!complete) {
                body.close();
            }
        }
    }

    private List<byte[]> pieces(InputStream in, Body body, long start) throws RequestException, IOException {
        List<byte[]> pieces = new ArrayList<>();
        byte[] buffer = new byte[PIECE];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            if (System.nanoTime() - start > time.toNanos()) {
                throw tooSlow();
            }
            body.take(read);
            if (body.taken > most) {
                throw tooLong();
            }
            byte[] piece = new byte[read];
            System.arraycopy(buffer, 0, piece, 0, read);
            pieces.add(piece);
        }
        return pieces;
    }

    private RequestException tooSlow() {
        return new RequestException(
                RequestException.REQUEST_TIMEOUT,
                "the body did not arrive in time; a request has " + time.toSeconds() + " seconds.");
    }

    private RequestException tooLong() {
        return new RequestException(
                RequestException.TOO_LARGE,
                "the body has more than " + (most >> 20) + " MB (" + most + " bytes), which is the limit.");
    }

    private static byte[] joined(List<byte[]> pieces) {
        byte[] all = new byte[pieces.stream().mapToInt(piece -> piece.length).sum()];
        int at = 0;
        for (byte[] piece : pieces) {
            System.arraycopy(piece, 0, all, at, piece.length);
            at += piece.length;
        }
        return all;
    }

    /** Returns the connection of a request. */
    static EndPoint connection(HttpServletRequest request) {
        return ServletContextRequest.getServletContextRequest(request)
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint();
    }
}
