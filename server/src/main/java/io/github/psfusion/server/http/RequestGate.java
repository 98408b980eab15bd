// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.server.http;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Stands before all routes: adds the headers of every answer, counts the requests at work, and refuses those that {@link RequestRules}
 * do not allow or that are too many.
 */
final class RequestGate extends Handler.Wrapper {
    private static final String POLICY = "default-src 'none'; img-src 'self' blob:; script-src 'self'; style-src 'self';"
            + " connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private static final HttpFields HEADERS = HttpFields.build()
            .put("Content-Security-Policy", POLICY)
            .put("X-Content-Type-Options", "nosniff")
            .put("X-Frame-Options", "DENY")
            .put("Referrer-Policy", "no-referrer")
            .put("Cross-Origin-Resource-Policy", "same-origin")
            .put("Cross-Origin-Opener-Policy", "same-origin")
            .put("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
            .put(HttpHeader.CACHE_CONTROL, "no-store")
            .asImmutable();

    private final RequestRules rules;
    private final RequestClocks clocks;
    private final int most;
    private final BiConsumer<Integer, String> refused;
    private final AtomicInteger atWork = new AtomicInteger();

    /**
     * Makes the gate.
     *
     * @param most requests at a time
     * @param refused is told the status and the reason of each refusal
     */
    RequestGate(RequestRules rules, RequestClocks clocks, int most, BiConsumer<Integer, String> refused) {
        this.rules = rules;
        this.clocks = clocks;
        this.most = most;
        this.refused = refused;
    }

    /** Adds the headers that every answer has. */
    static void addHeaders(HttpFields.Mutable headers) {
        for (HttpField field : HEADERS) {
            headers.put(field);
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        EndPoint connection = request.getConnectionMetaData().getConnection().getEndPoint();
        if (request.getLength() == 0) {
            clocks.stop(connection);
        } else {
            clocks.start(connection);
        }
        addHeaders(response.getHeaders());
        int others = atWork.getAndIncrement();
        Callback counted = Callback.from(callback, () -> {
            atWork.decrementAndGet();
            clocks.start(connection);
        });
        try {
            rules.check(request, isLocal(request));
            if (others >= most) {
                throw RequestException.later(
                        RequestException.UNAVAILABLE, "too many requests at a time; the limit is " + most + ".", 1);
            }
        } catch (RequestException e) {
            refuse(request, response, counted, e);
            return true;
        }
        return super.handle(request, response, counted);
    }

    private void refuse(Request request, Response response, Callback callback, RequestException e) {
        refused.accept(e.status(), "gate");
        response.setStatus(e.status());
        HttpFields.Mutable headers = response.getHeaders();
        headers.put(HttpHeader.CONTENT_TYPE, "application/json");
        e.retrySeconds().ifPresent(seconds -> headers.put(HttpHeader.RETRY_AFTER, seconds));
        if (e.status() == RequestException.METHOD_NOT_ALLOWED) {
            headers.put(HttpHeader.ALLOW, "GET, HEAD, POST");
        }
        if (e.status() == RequestException.UNAUTHORIZED) {
            headers.put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
        }
        if (request.getLength() != 0) {
            headers.put(HttpHeader.CONNECTION, "close"); // the body is not read
        }
        response.write(true, ByteBuffer.wrap(JsonCodec.error(e.text())), callback);
    }

    /** Returns whether a request comes from this machine. */
    static boolean isLocal(Request request) {
        SocketAddress address = request.getConnectionMetaData().getRemoteSocketAddress();
        return address instanceof InetSocketAddress remote
                && remote.getAddress() != null
                && remote.getAddress().isLoopbackAddress();
    }
}
